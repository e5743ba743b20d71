package dev.signals.hibernate.internal.state;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The state of an entity at one moment, to tell later whether its row would be another one.
 *
 * <p>It remembers what the row would hold, and not a copy of the values: a value need not equal its own copy, and its converter may
 * make something else of the copy.
 */
public final class EntityState {

    private final EntityPersister persister;
    private final @Nullable Object[] values;
    private final @Nullable RowValue[] rows;

    private EntityState(EntityPersister persister, @Nullable Object[] values) {
        this.persister = persister;
        this.values = values.clone();
        this.rows = new RowValue[values.length];
        for (int i = 0; i < values.length; i++) {
            set(i, values[i]);
        }
    }

    /** Remembers a state, as far as an update writes it. */
    public static EntityState of(EntityPersister persister, @Nullable Object[] values) {
        return new EntityState(persister, values);
    }

    /** Remembers another value of one attribute. */
    public void set(int attribute, @Nullable Object value) {
        values[attribute] = value;
        Type type = persister.getPropertyTypes()[attribute];
        boolean mayChange = persister.getPropertyUpdateability()[attribute]
                && value != null
                && !isUnloaded(value)
                && !type.isAssociationType()
                && !RowValue.isPlain(type, value);
        rows[attribute] = mayChange ? RowValue.of(type, value, factory()) : null;
    }

    /**
     * Whether the row would be the same for a later state. An attribute that has been loaded since is the same if it is as it was
     * loaded. A value that is not even the same as itself, as what an encrypting converter without {@code equals} makes, is not known
     * to have changed as long as it is the same object.
     *
     * @param loaded what the session has loaded; null if it does not know
     */
    public boolean isSame(@Nullable Object[] later, @Nullable Object @Nullable [] loaded) {
        for (int i = 0; i < later.length; i++) {
            if (persister.getPropertyUpdateability()[i] && !isSame(i, later[i], loaded)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(int attribute, @Nullable Object later, @Nullable Object @Nullable [] loaded) {
        Type type = persister.getPropertyTypes()[attribute];
        Object value = values[attribute];
        RowValue row = rows[attribute];
        if (isUnloaded(value) && loaded != null) {
            return isUnloaded(later) || RowValue.isSame(type, loaded[attribute], later, factory());
        }
        if (row == null) {
            return RowValue.isSame(type, value, later, factory());
        }
        RowValue now = RowValue.of(type, later, factory());
        return now.equals(row) || (later == value && !now.equals(RowValue.of(type, later, factory())));
    }

    private static boolean isUnloaded(@Nullable Object value) {
        return value == LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    private SessionFactoryImplementor factory() {
        return persister.getFactory();
    }
}
