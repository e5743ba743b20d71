package dev.signals.hibernate.internal.session;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An entity that was written and has not been announced yet.
 *
 * @param instance the entity
 * @param id its identifier
 * @param persister its persister
 * @param write the first statement that wrote it; an update after an insert does not change that
 * @param mode how it was written
 * @param oldState the state before the first of these statements; null for an insert, and if Hibernate does not know it
 * @param newState the state after the last of them
 */
public record SaveFact(
        Object instance,
        Object id,
        EntityPersister persister,
        Write write,
        WriteMode mode,
        @Nullable Object @Nullable [] oldState,
        @Nullable Object[] newState) {

    /** This save and a later one of the same entity as one. */
    SaveFact and(SaveFact later) {
        return new SaveFact(instance, id, persister, write, mode.and(later.mode), oldState, later.newState);
    }
}
