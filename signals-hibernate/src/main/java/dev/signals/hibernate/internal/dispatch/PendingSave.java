package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.Changes;
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
 * @param write how it will be written
 * @param loadedState the state of the row; null for an insert, and if Hibernate does not know it
 */
public record PendingSave(
        EntityPersister persister,
        Object instance,
        @Nullable Object id,
        Write write,
        @Nullable Object @Nullable [] loadedState) {

    /** A new entity. */
    public static PendingSave ofNew(EntityPersister persister, Object instance, @Nullable Object id) {
        return new PendingSave(persister, instance, id, Write.INSERT, null);
    }

    /** What would be written now. */
    Changes changes() {
        @Nullable Object[] state = persister.getValues(instance);
        return write == Write.INSERT
                ? StateComparison.inserted(persister, state)
                : StateComparison.updated(persister, loadedState, state);
    }
}
