package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.ReadableState;
import dev.signals.hibernate.internal.state.Readings;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** A comparison of two states of an entity by what their rows would hold. */
final class SameRow {

    private SameRow() {}

    /**
     * Returns whether the row would hold the same for both states of an entity, as far as an UPDATE can write it. That is
     * more often true than Hibernate's own comparison, because a value need not equal its own copy.
     *
     * @param entity the instance from which the current state has been read
     */
    static boolean isSame(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] previous,
            @Nullable Object[] current) {
        return isSame(session, persister, entity, previous, current, false);
    }

    /**
     * Returns whether the row would hold the same for both states, as {@link #isSame(EventSource, EntityPersister,
     * Object, Object[], Object[])} does. A value that never equals its own copy in any way counts as unchanged, for example the
     * result of an encrypting converter without {@code equals}.
     */
    static boolean isSameInDoubt(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] previous,
            @Nullable Object[] current) {
        return isSame(session, persister, entity, previous, current, true);
    }

    private static boolean isSame(
            EventSource session,
            EntityPersister persister,
            Object entity,
            @Nullable Object[] previous,
            @Nullable Object[] current,
            boolean inDoubt) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < current.length; i++) {
            if (persister.getPropertyUpdateability()[i]
                    && !RowValue.isSame(types[i], previous[i], current[i], session.getFactory())
                    && !(inDoubt && previous[i] != null && isNeverSame(session, types[i], current[i]))
                    && !isSameInOtherReading(session, persister, entity, i, previous[i], current[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a value differs only in parts whose getters return another value each time. */
    private static boolean isSameInOtherReading(
            EventSource session,
            EntityPersister persister,
            Object entity,
            int property,
            @Nullable Object previous,
            @Nullable Object current) {
        return current != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && Readings.isSame(
                        persister.getPropertyTypes()[property],
                        previous,
                        current,
                        ReadableState.of(persister, entity, property),
                        session.getFactory());
    }

    private static boolean isNeverSame(EventSource session, Type type, @Nullable Object value) {
        return value != null
                && !type.isAssociationType()
                && value != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && !RowValue.of(type, value, session.getFactory())
                        .equals(RowValue.of(type, value, session.getFactory()));
    }
}
