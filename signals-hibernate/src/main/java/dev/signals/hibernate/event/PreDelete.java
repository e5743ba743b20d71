package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity is about to be deleted.
 *
 * <p>Sent at {@code remove}, for everything the removal cascades to, children first, before anything is removed; for orphans
 * before the flush begins. An exception keeps all of it from being removed, reaches the caller of {@code remove} or {@code
 * flush}, and marks the transaction for rollback.
 *
 * <p>Mirrors {@code django.db.models.signals.pre_delete}.
 *
 * @param <T> the entity class
 */
public interface PreDelete<T> extends ModelEvent<T> {

    /**
     * The entity on which {@code remove} was called; for an orphan the entity that let go of it. The same object for
     * everything in one cascade, as Django's {@code origin}.
     */
    Object origin();

    /** Why this entity is deleted. */
    DeleteCause cause();

    /**
     * The values of the row that is to be deleted, by attribute name, without the identifier: what was loaded or last written, not what the
     * instance was set to since. Lazy attributes that were never loaded are absent, associations may be proxies. In a
     * stateless session, which has not loaded anything, the values of the instance.
     */
    Map<String, @Nullable Object> deletedState();
}
