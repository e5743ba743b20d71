package dev.signals.hibernate.event;

import org.hibernate.SessionFactory;

/**
 * What happens in a transaction, at whose end work can be done: an event about an entity, or a bulk statement.
 *
 * <p>The event belongs to the thread of its session and must not be handed to another one.
 */
public interface TransactionEvent {

    /**
     * The event in a few words, for logs, timelines and tests: {@code post_save Article#1 created}. The entity is named without its
     * package.
     */
    String summary();

    /** The name of the entity in Hibernate. */
    String entityName();

    /** The session factory, to open a new session when the session of the event can no longer be used. */
    SessionFactory sessionFactory();

    /**
     * Runs {@code work} after the transaction has committed, and not at all if it is rolled back. Without an active
     * transaction it runs at once, and so it does, with a warning, for an entity event of a stateless session of Hibernate 7.0
     * or 7.1, which is not known here. Mirrors {@code django.db.transaction.on_commit}.
     *
     * <p>Works run in the order in which they were handed over, in the thread that commits, when {@code commit()} can no
     * longer fail. An exception is logged and neither reaches the caller of {@code commit()} nor keeps the others from
     * running. The session of the event can no longer be used then; open a new one.
     */
    default void onCommit(Runnable work) {
        at(TransactionPhase.AFTER_COMMIT, work);
    }

    /**
     * Runs {@code work} in a phase of the transaction, behind what was handed over for it before. Without an active
     * transaction it runs at once, and not at all in {@link TransactionPhase#AFTER_ROLLBACK}.
     */
    void at(TransactionPhase phase, Runnable work);
}
