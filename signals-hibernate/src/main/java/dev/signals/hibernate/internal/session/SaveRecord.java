package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.InsertedState;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An entity that was written and has not been announced yet.
 *
 * @param instance the entity
 * @param id its identifier
 * @param persister its persister
 * @param write the first statement that wrote it; an update after an insert does not change that
 * @param mode the mode in which it was written
 * @param oldState the state before the first statement; null for an insert, or if Hibernate does not know it
 * @param newState the state after the last statement
 * @param loaded the array that Hibernate goes on with as the loaded state
 * @param written the properties that the statements have written; null for all that are loaded. For the other properties
 *     {@code newState} may differ from the row: it was read before the INSERT of the same flush generated values, or it
 *     holds values that an UPDATE leaves out.
 */
public record SaveRecord(
        Object instance,
        Object id,
        EntityPersister persister,
        Write write,
        WriteMode mode,
        @Nullable Object @Nullable [] oldState,
        @Nullable Object[] newState,
        @Nullable Object[] loaded,
        boolean @Nullable [] written) {

    public SaveRecord {
        newState = kept(after(oldState, newState, written));
    }

    /**
     * Makes the record of one statement.
     *
     * @param state the state after it, with which Hibernate goes on
     */
    public SaveRecord(
            Object instance,
            Object id,
            EntityPersister persister,
            Write write,
            WriteMode mode,
            @Nullable Object @Nullable [] oldState,
            @Nullable Object[] state,
            boolean @Nullable [] written) {
        this(
                instance,
                id,
                persister,
                write,
                mode,
                oldState,
                write == Write.INSERT ? InsertedState.of(persister, state) : state,
                state,
                written);
    }

    /**
     * Returns a copy of a state in which something is not loaded. Hibernate goes on with the array, and {@code
     * AbstractEntityPersister.initializeLazyProperty} puts into it what is loaded later, which is no change.
     */
    private static @Nullable Object[] kept(@Nullable Object[] state) {
        for (Object value : state) {
            if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
                return state.clone();
            }
        }
        return state;
    }

    /** Combines this save with a later one of the same entity. */
    SaveRecord and(SaveRecord later) {
        return new SaveRecord(
                instance,
                id,
                persister,
                write,
                mode.and(later.mode),
                oldState,
                later.stateAfter(newState),
                later.loaded,
                union(written, later.written));
    }

    /**
     * Returns what the row holds after this save.
     *
     * @param before what it held before; null if that is not known
     */
    @Nullable
    Object[] stateAfter(@Nullable Object @Nullable [] before) {
        return after(before, newState, written);
    }

    private static @Nullable Object[] after(
            @Nullable Object @Nullable [] before, @Nullable Object[] state, boolean @Nullable [] written) {
        @Nullable Object[] after = state;
        for (int i = 0; before != null && i < state.length; i++) {
            boolean isWritten =
                    (written == null || written[i]) && state[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
            if (!isWritten && before[i] != state[i]) {
                after = after == state ? state.clone() : after;
                after[i] = before[i];
            }
        }
        return after;
    }

    private static boolean @Nullable [] union(boolean @Nullable [] one, boolean @Nullable [] other) {
        if (one == null || other == null || one == other) {
            return one == other ? one : null;
        }
        boolean[] union = one.clone();
        for (int i = 0; i < union.length; i++) {
            union[i] |= other[i];
        }
        return union;
    }
}
