package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.state.StateComparison;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is about to be written.
 *
 * @param persister its persister
 * @param instance the entity
 * @param id its identifier; null if it has none yet
 * @param write the statement that will write it
 * @param base the state with which the changes are compared: the last state that was announced and is not written yet, or
 *     the state of the row; null for a new entity, or if Hibernate does not know it
 */
public record PendingSave(
        EntityPersister persister,
        Object instance,
        @Nullable Object id,
        Write write,
        @Nullable Object @Nullable [] base) {

    /** Makes the pending save of a new entity. */
    public static PendingSave ofNew(EntityPersister persister, Object instance, @Nullable Object id) {
        return new PendingSave(persister, instance, id, Write.INSERT, null);
    }

    /** Returns the changes that would be written now, without changes that have been announced before. */
    Changes changes() {
        @Nullable Object[] state = persister.getValues(instance);
        return write == Write.INSERT && base == null
                ? StateComparison.inserted(persister, state)
                : StateComparison.updated(persister, base, state);
    }
}
