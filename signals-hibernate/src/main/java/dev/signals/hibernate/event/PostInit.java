package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event of an entity that has been loaded from the database or the second-level cache.
 *
 * <p>Sent by sessions for each entity that enters the persistence context, and again when it is refreshed. Not sent for
 * {@code new}, and not by stateless sessions. All entities of the query have been loaded, but collections that it
 * fetches may be incomplete. Treat the instance as read-only: the next flush writes whatever a receiver changes.
 *
 * <p>Mirrors {@code django.db.models.signals.post_init}, which is sent for {@code new} as well.
 *
 * @param <T> the entity class
 */
public interface PostInit<T> extends ModelEvent<T> {

    /**
     * Returns the loaded values by attribute name, without the identifier. Empty for entities without loaded state in
     * Hibernate, for example immutable ones. Lazy attributes are absent. A to-one association is represented by the
     * identifier of the other entity, as in {@link PostSave#state}.
     */
    Map<String, @Nullable Object> state();
}
