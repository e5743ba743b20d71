package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity is being loaded from the database or the second-level cache: its values have been read and are not in the
 * instance yet.
 *
 * <p>Sent by sessions for each entity that enters the persistence context, and again when it is refreshed; not for {@code
 * new}, and not by stateless sessions. It is sent in the middle of a query or a lazy load, so a receiver is to look and not
 * to use the session.
 *
 * <p>Mirrors {@code django.db.models.signals.pre_init}, as far as loading goes. There a receiver may change the values; here
 * it may not, since Hibernate would put them into the second-level cache.
 *
 * @param <T> the entity class
 */
public interface PreInit<T> extends ModelEvent<T> {

    /**
     * The entity without its values, of which only the identifier may be set.
     *
     * @throws IllegalStateException if a proxy is being initialized: from 7.3 on Hibernate hands out the entity behind it
     *     only afterwards. Django's {@code pre_init} never has an instance
     */
    @Override
    T instance();

    /** The values that were read, by attribute name, without the identifier. Lazy attributes are absent, associations may be proxies. */
    Map<String, @Nullable Object> state();
}
