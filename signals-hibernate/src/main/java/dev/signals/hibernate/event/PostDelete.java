package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity has been deleted: the flush has ended, its row is gone.
 *
 * <p>Sent in the order of the {@link PreDelete} signals, or, where nobody listens to these, in the order in which Hibernate
 * deletes; after the {@link PostSave} signals of the same flush. The instance and the {@linkplain #id id} are those of the deleted
 * entity; the instance is no longer managed. Not sent for an entity
 * that was persisted again before the flush.
 *
 * <p>Mirrors {@code django.db.models.signals.post_delete}. Other than there, the rows of parents and children are all gone
 * by now, and the id stays on the instance.
 *
 * @param <T> the entity class
 */
public interface PostDelete<T> extends ModelEvent<T> {

    /**
     * The entity on which {@code remove} was called; for an orphan the entity that let go of it. The same object for
     * everything in one cascade, as Django's {@code origin}.
     */
    Object origin();

    /** Why this entity was deleted. */
    DeleteCause cause();

    /**
     * The values of the row that is gone, by attribute name, without the identifier: what was loaded or last written, not what the
     * instance was set to since. Lazy attributes that were never loaded are absent, associations may be proxies. In a
     * stateless session, which has not loaded anything, the values of the instance.
     */
    Map<String, @Nullable Object> deletedState();
}
