package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity has been loaded from the database or the second-level cache.
 *
 * <p>Sent by sessions for each entity that enters the persistence context, and again when it is refreshed; not for {@code
 * new}, and not by stateless sessions. All entities of the query are there by then, but collections that it fetches may not
 * be complete. A receiver is to look: what it changes in the instance is a change like any other, which the next flush
 * writes.
 *
 * <p>Mirrors {@code django.db.models.signals.post_init}, which is sent for {@code new} as well.
 *
 * @param <T> the entity class
 */
public interface PostInit<T> extends ModelEvent<T> {

    /**
     * The values that were loaded, by attribute name, without the identifier; empty for entities of which Hibernate keeps no
     * loaded state, as immutable ones. Lazy attributes are absent, associations may be proxies.
     */
    Map<String, @Nullable Object> state();
}
