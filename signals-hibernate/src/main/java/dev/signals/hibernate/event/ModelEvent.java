package dev.signals.hibernate.event;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What every signal about an entity tells.
 *
 * <p>In a stateless session, which has no flush, signals are sent right before and after each statement; with JDBC batching
 * it may not have been executed then. There are no cascades and no old values, and {@link #onCommit} is the only phase.
 *
 * <p>The event belongs to the thread of its session and must not be handed to another one; take out what the other thread
 * needs.
 *
 * @param <T> the entity class the receiver is connected for; the instance may be of a subclass
 */
public interface ModelEvent<T> extends TransactionEvent {

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

    /**
     * The session in which it happens. A receiver may do with it what the code around it may do.
     *
     * @throws IllegalStateException if it happens in a stateless session, see {@link #statelessSession}, and if its
     *     transaction has ended, as what the session does then belongs to another one, or to none
     */
    Session session();

    /**
     * Loads the entity by its identifier in a new session, with a transaction of its own, and hands both over: for receivers
     * after the commit that write.
     *
     * @param work called with the new session and the entity, unless that is gone by now
     * @return whether it was there
     */
    boolean inNewTransaction(BiConsumer<? super Session, ? super T> work);

    /**
     * The stateless session in which it happens; empty for a session. Hibernate tells it from 7.2 on, up to 7.1 it is empty
     * too.
     */
    Optional<StatelessSession> statelessSession();

    /** The name of the persistence unit or session factory; Django's {@code using}. Empty if it has none. */
    String using();

    /** The tenant the session works for; null without multi-tenancy. */
    @Nullable
    Object tenantId();

    /**
     * Whether the entity is written as it is, and receivers should not change or read other rows: inside of {@link
     * dev.signals.hibernate.FactorySignals#raw(org.hibernate.SharedSessionContract, java.util.function.Supplier)}, and by {@code replicate}, of which only {@link PostSave} tells. Django's {@code raw}, which is true for
     * fixtures. Never for {@link Changed}.
     */
    boolean raw();

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
}
