package dev.signals.hibernate.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event of an entity that is about to get its values, because it is being loaded or constructed.
 *
 * <p><b>Loading</b>, from the database or the second-level cache: the values have been read, but are not in the instance
 * yet. Sent by sessions for each entity that enters the persistence context, and again when it is refreshed; not by
 * stateless sessions. It is sent in the middle of a query or a lazy load: only read in the receiver, and do not use the
 * session.
 *
 * <p><b>Constructing</b>, see {@link #constructed}: the constructor is about to be called. Sent by {@link
 * dev.signals.hibernate.ModelSignals#construct}, and for {@code new} in code that {@code signals-weaver} has woven. Never
 * sent for instances that Hibernate makes. There is no session, and an exception of a receiver prevents the object.
 *
 * <p>Mirrors {@code django.db.models.signals.pre_init}. In Django a receiver may change the arguments. Here it may not:
 * Hibernate would put changed values into the second-level cache, and a constructor has its arguments already.
 *
 * @param <T> the entity class
 */
public interface PreInit<T> extends ModelEvent<T> {

    /** Returns whether the application constructs the entity. Otherwise it is being loaded. */
    boolean constructed();

    /**
     * Returns the arguments of the constructor, if {@code signals-weaver} has woven the {@code new}; otherwise an empty
     * list. They are in the order of the compiled constructor: a class that is no static one gets the instance around
     * it first, and the Kotlin compiler may add some at the end. The list cannot be modified.
     */
    List<@Nullable Object> arguments();

    /**
     * Returns the entity without its values; only the identifier may be set.
     *
     * @throws IllegalStateException if the entity is being constructed, because there is no instance yet. Also if a
     *     proxy is being initialized: from 7.3 on, Hibernate provides the entity behind it only later. Django's {@code
     *     pre_init} never has an instance.
     */
    @Override
    T instance();

    /**
     * Returns the values that were read, by attribute name, without the identifier. Lazy attributes are absent. A
     * to-one association is represented by the identifier of the other entity, as in {@link PostSave#state}. Empty if the
     * entity is being constructed.
     */
    Map<String, @Nullable Object> state();
}
