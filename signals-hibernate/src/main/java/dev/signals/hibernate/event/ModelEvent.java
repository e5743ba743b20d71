package dev.signals.hibernate.event;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * An event about one entity; the common type of all events that signals about entities send.
 *
 * <p>A stateless session has no flush, so its signals are sent right before and after each statement; with JDBC batching, the
 * statement may not have been executed then. There are no cascades and no old values, and {@link #onCommit} is the only phase.
 *
 * <p>The event belongs to the thread of its session. Do not pass it to another thread; pass the values that the other thread
 * needs.
 *
 * @param <T> the entity class the receiver is connected for; the instance may be of a subclass
 */
public interface ModelEvent<T> extends TransactionEvent {

    /**
     * Returns the entity itself, never a proxy. It is the object that the session manages, not a copy: a change that
     * one receiver makes is visible to the next one, as in Django. Only {@link M2mChanged#reverse} says of an exception.
     */
    T instance();

    /**
     * Returns the identifier; null while Hibernate has not assigned one, for example in {@link PreSave} of a new
     * entity.
     */
    @Nullable
    Object id();

    /** Returns the entity class of the instance, which the signal was sent with. Never the class of a proxy. */
    Class<?> sender();

    /**
     * Returns the session of the event. A receiver may do with it whatever the code around it may do.
     *
     * @throws IllegalStateException if it is a stateless session, see {@link #anySession}, or if its transaction
     *     has ended, because the session then works in another one, or in none
     */
    Session session();

    /**
     * Loads the entity by its identifier in a new session with a transaction of its own, and passes both to {@code
     * work}: for receivers after the commit that write.
     *
     * @param work called with the new session and the entity, unless the entity no longer exists
     * @return true if the entity exists
     */
    boolean inNewTransaction(BiConsumer<? super Session, ? super T> work);

    /**
     * Returns the stateless session of the event; empty if it is a session. Up to Hibernate 7.1 it is always empty,
     * because Hibernate does not provide it.
     */
    Optional<StatelessSession> statelessSession();

    /** Returns the name of the persistence unit or session factory; Django's {@code using}. Empty if it has none. */
    String using();

    /** Returns the tenant that the session works for; null without multi-tenancy. */
    @Nullable
    Object tenantId();

    /**
     * Returns whether the entity is written as it is, so that receivers should not change or read other rows: inside
     * {@link dev.signals.hibernate.FactorySignals#raw(org.hibernate.SharedSessionContract,
     * java.util.function.Supplier)}, and by {@code replicate}, which sends only {@link PostSave}. Mirrors Django's
     * {@code raw}, which is true for fixtures. Never true for {@link Changed}.
     */
    boolean raw();

    /**
     * Returns whether this call is inside a flush, because the library could not keep it out. Queries of the session do
     * not flush then, and changes that the receiver makes to other entities may come too late.
     */
    boolean insideFlush();

    /**
     * Returns whether this call is inside a cascade, because the library could not keep it out, as for new children
     * reached by {@code merge}. Queries of the session do not flush then, and the session refuses {@code flush()}.
     */
    boolean insideCascade();
}
