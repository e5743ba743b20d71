package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event of an entity that is being loaded from the database or the second-level cache: its values have been read,
 * but are not in the instance yet.
 *
 * <p>Sent by sessions for each entity that enters the persistence context, and again when it is refreshed. Not sent for
 * {@code new}, and not by stateless sessions. It is sent in the middle of a query or a lazy load: only read in the
 * receiver, and do not use the session.
 *
 * <p>Mirrors {@code django.db.models.signals.pre_init}, as far as loading goes. In Django a receiver may change the
 * values. Here it may not, because Hibernate would put them into the second-level cache.
 *
 * @param <T> the entity class
 */
public interface PreInit<T> extends ModelEvent<T> {

    /**
     * Returns the entity without its values; only the identifier may be set.
     *
     * @throws IllegalStateException if a proxy is being initialized: from 7.3 on, Hibernate provides the entity behind
     *     it only later. Django's {@code pre_init} never has an instance.
     */
    @Override
    T instance();

    /**
     * Returns the values that were read, by attribute name, without the identifier. Lazy attributes are absent. A
     * to-one association is represented by the identifier of the other entity, as in {@link PostSave#state}.
     */
    Map<String, @Nullable Object> state();
}
