package dev.signals.hibernate;

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
 * <p>Mirrors {@code django.db.models.signals.pre_init}, as far as loading goes: what {@link #set} changes there in {@code
 * kwargs}.
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

    /** The values to be set, by attribute name, without the identifier. Lazy attributes are absent, associations may be proxies. */
    Map<String, @Nullable Object> state();

    /**
     * Sets another value instead of the one that was read. It counts as what the database holds, so the entity is not
     * changed by it: the value is written back only when the whole row is, with the next change of another attribute.
     *
     * @throws IllegalArgumentException if there is no such attribute, or it is a collection or not loaded
     */
    void set(String attribute, @Nullable Object value);
}
