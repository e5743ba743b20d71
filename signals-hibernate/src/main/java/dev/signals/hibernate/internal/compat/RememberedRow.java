package dev.signals.hibernate.internal.compat;

import java.lang.reflect.Field;
import org.hibernate.engine.spi.EntityEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of the row of an entity. It compares the entity with it when it flushes.
 *
 * <p>{@code EntityEntry.postUpdate} sets it too, but for the end of an UPDATE of the whole entity: it also drops each change
 * that the entity, or a strategy of the application, has recorded since, trusts the record of a merged entity that has none,
 * and forgets a lock. So the field is set. Changing the array in place would change what others have kept of it.
 */
public final class RememberedRow {

    private static final Field STATE = state();

    private RememberedRow() {}

    /** Has the session remember other values. Nothing else changes. */
    public static void set(EntityEntry entry, @Nullable Object[] state) {
        try {
            STATE.set(entry, state);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot set " + STATE + " of this Hibernate version", e);
        }
    }

    /** Has the session remember another version; it is part of the values too. Despite its name, this method only sets it. */
    public static void setVersion(EntityEntry entry, Object version) {
        entry.postInsert(version);
    }

    /** Up to 7.0, the field is in a superclass of the entries. */
    private static Field state() {
        for (String name : new String[] {"EntityEntryImpl", "AbstractEntityEntry"}) {
            Class<?> type = Methods.typeIfPresent("org.hibernate.engine.internal." + name);
            for (Field field : type == null ? new Field[0] : type.getDeclaredFields()) {
                if (field.getName().equals("loadedState") && field.trySetAccessible()) {
                    return field;
                }
            }
        }
        throw new IllegalStateException(
                "no field loadedState in the entries of this Hibernate version; use a version that"
                        + " signals-hibernate supports");
    }
}
