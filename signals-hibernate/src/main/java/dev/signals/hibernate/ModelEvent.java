package dev.signals.hibernate;

import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What every signal about an entity tells.
 *
 * <p>The event belongs to the thread of its session and must not be handed to another one; take out what the other thread
 * needs.
 *
 * @param <T> the entity class the receiver is connected for; the instance may be of a subclass
 */
public interface ModelEvent<T> {

    /**
     * The entity itself, never a proxy. It is the object the session manages, not a copy: what a receiver changes, the next
     * one sees, as in Django.
     */
    T instance();

    /** The identifier; null while Hibernate has not assigned one yet, as in {@link PreSave} of a new entity. */
    @Nullable
    Object id();

    /** The entity class of the instance: what the signal was sent with. Never the class of a proxy. */
    Class<?> sender();

    /** The entity name of the instance in Hibernate. */
    String entityName();

    /** The session in which it happens. A receiver may do with it what the code around it may do. */
    Session session();

    /** The name of the persistence unit or session factory; Django's {@code using}. Empty if it has none. */
    String using();

    /** The tenant the session works for; null without multi-tenancy. */
    @Nullable
    Object tenantId();

    /**
     * Whether this call could not be kept out of a flush. The session does not flush for queries meanwhile, and what the
     * receiver changes in other entities may come too late.
     */
    boolean insideFlush();

    /**
     * Whether this call could not be kept out of a cascade, which is so for new children reached by {@code merge}. The
     * session does not flush for queries meanwhile and refuses {@code flush()}.
     */
    boolean insideCascade();

    /**
     * Runs {@code work} after the transaction has committed, and not at all if it is rolled back. Without an active
     * transaction it runs at once. Mirrors {@code django.db.transaction.on_commit}.
     *
     * <p>Works run in the order in which they were handed over, in the thread that commits, when {@code commit()} can no
     * longer fail. An exception is logged and neither reaches the caller of {@code commit()} nor keeps the others from
     * running. The session of this event can no longer be used to write; open a new one.
     */
    void onCommit(Runnable work);
}
