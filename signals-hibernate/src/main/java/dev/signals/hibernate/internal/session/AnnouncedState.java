package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.access.FatalErrors;
import dev.signals.hibernate.internal.state.EntityState;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** A state of a changed entity that has been announced and is not written yet. */
public final class AnnouncedState {

    private final @Nullable Object[] values;
    private final EntityState state;

    private AnnouncedState(@Nullable Object[] values, EntityState state) {
        this.values = values;
        this.state = state;
    }

    /** Records a state, with copies of values that the application may change in place. */
    public static AnnouncedState of(EntityPersister persister, @Nullable Object[] values) {
        EntityState state = EntityState.of(persister, values);
        return new AnnouncedState(state.mayChange() ? copy(persister, values) : values.clone(), state);
    }

    /** The announced values, with which later changes are compared. */
    public @Nullable Object[] values() {
        return values;
    }

    /**
     * Returns whether a later state contains nothing new to announce. A lazy attribute that has been loaded since is
     * compared with the loaded value, because loading is no change.
     *
     * @param entity the instance from which the later state has been read
     * @param loaded what the session has loaded; null if it does not know
     */
    public boolean isSame(Object entity, @Nullable Object[] later, @Nullable Object @Nullable [] loaded) {
        for (int i = 0; loaded != null && i < values.length; i++) {
            if (values[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
                values[i] = loaded[i];
            }
        }
        return state.isSame(entity, later, loaded);
    }

    /** Returns whether each value is plainly still the same, and none can have changed. It is quick, and may say no in doubt. */
    public boolean isUntouched(@Nullable Object[] later) {
        return state.isUntouched(later);
    }

    /** Records another value of one attribute. */
    public void set(int attribute, @Nullable Object value) {
        values[attribute] = value;
        state.set(attribute, value);
    }

    private static @Nullable Object[] copy(EntityPersister persister, @Nullable Object[] values) {
        Type[] types = persister.getPropertyTypes();
        @Nullable Object[] copy = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean copied = persister.getPropertyUpdateability()[i]
                    && !types[i].isAssociationType()
                    && values[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
            copy[i] = copied ? copy(types[i], values[i], persister) : values[i];
        }
        return copy;
    }

    /** Copies a value. A type that fails here does not fail the application: only later announcements depend on the copy. */
    private static @Nullable Object copy(Type type, @Nullable Object value, EntityPersister persister) {
        try {
            return type.deepCopy(value, persister.getFactory());
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return value;
        }
    }
}
