package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event of an entity that is about to be deleted.
 *
 * <p>Sent at {@code remove} for all entities that the removal cascades to, children first, before anything is removed;
 * for orphans before the flush begins. After an exception nothing of this is removed; it reaches the caller of {@code
 * remove} or {@code flush}, and marks the transaction for rollback.
 *
 * <p>Mirrors {@code django.db.models.signals.pre_delete}.
 *
 * @param <T> the entity class
 */
public interface PreDelete<T> extends ModelEvent<T> {

    /**
     * Returns the entity on which {@code remove} was called; for an orphan the entity that no longer refers to it; for
     * what a query deletes the {@link dev.signals.hibernate.SignalDelete}. All entities of one cascade have the same
     * object, as Django's {@code origin}.
     */
    Object origin();

    /** Returns the reason why this entity is deleted. */
    DeleteCause cause();

    /**
     * Returns the values of the row that is about to be deleted, by attribute name, without the identifier: the values
     * last loaded or written, not values set on the instance since. A to-one association is represented by the identifier
     * of the other entity, which is not loaded, as in {@link Change}; an embeddable is the object itself. Collections and
     * the inverse side of a one-to-one are not part of the row. Lazy attributes that were never loaded are absent. A
     * stateless session has loaded no values, so these are the values of the instance. The same holds for an entity that is
     * immutable or read-only, of which Hibernate keeps no loaded values.
     */
    Map<String, @Nullable Object> deletedState();
}
