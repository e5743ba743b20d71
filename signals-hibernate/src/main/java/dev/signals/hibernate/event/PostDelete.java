package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event of an entity that has been deleted: the flush has ended, and its row is gone.
 *
 * <p>Sent after the {@link PostSave} signals of the same flush, in the order of the {@link PreDelete} signals, or if
 * these have no receivers, in the order in which Hibernate deletes. The instance is the deleted entity, which is no
 * longer managed, and the {@linkplain #id id} is its identifier. Not sent for an entity that was persisted again before
 * the flush.
 *
 * <p>Mirrors {@code django.db.models.signals.post_delete}. Unlike in Django, the rows of parents and children are all
 * gone, and the id stays on the instance.
 *
 * @param <T> the entity class
 */
public interface PostDelete<T> extends ModelEvent<T> {

    /**
     * Returns the entity on which {@code remove} was called; for an orphan the entity that no longer refers to it; for
     * what a query deletes the {@link dev.signals.hibernate.SignalDelete}. All entities of one cascade have the same
     * object, as Django's {@code origin}.
     */
    Object origin();

    /** Returns the reason why this entity was deleted. */
    DeleteCause cause();

    /**
     * Returns the values of the deleted row by attribute name, without the identifier: the values last loaded or
     * written, not values set on the instance since. A to-one association is represented by the identifier of the other
     * entity, which is not loaded, as in {@link Change}; an embeddable is the object itself. Collections and the inverse
     * side of a one-to-one are not part of the row. Lazy attributes that were never loaded are absent. A stateless
     * session has loaded no values, so these are the values that the instance had when it was deleted. The same holds for
     * an entity that is immutable or read-only, of which Hibernate keeps no loaded values.
     */
    Map<String, @Nullable Object> deletedState();
}
