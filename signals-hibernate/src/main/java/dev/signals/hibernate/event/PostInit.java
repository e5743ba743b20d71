package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event of an entity that has been loaded or constructed.
 *
 * <p><b>Loaded</b>, from the database or the second-level cache. Sent by sessions for each entity that enters the
 * persistence context, and again when it is refreshed; not by stateless sessions. All entities of the query have been
 * loaded, but collections that it fetches may be incomplete. Treat the instance as read-only: the next flush writes
 * whatever a receiver changes.
 *
 * <p><b>Constructed</b>, see {@link #constructed}: the constructors of all its classes have ended. Sent once for each
 * object, by {@link dev.signals.hibernate.ModelSignals#construct}, and for {@code new} in code that {@code
 * signals-weaver} has woven. Never sent for instances that Hibernate makes. A receiver may change the instance. There is
 * no session, {@link #id} is null, and {@link #onCommit} runs at once. An exception of a receiver reaches the code with
 * the {@code new}.
 *
 * <p>Mirrors {@code django.db.models.signals.post_init}.
 *
 * @param <T> the entity class
 */
public interface PostInit<T> extends ModelEvent<T> {

    /** Returns whether the application has constructed the entity. Otherwise it has been loaded. */
    boolean constructed();

    /**
     * Returns the loaded values by attribute name, without the identifier. Empty for entities without loaded state in
     * Hibernate, for example immutable ones, and for a constructed entity. Lazy attributes are absent. A to-one association is
     * represented by the identifier of the other entity, as in {@link PostSave#state}.
     */
    Map<String, @Nullable Object> state();
}
