package dev.signals.hibernate.event;

import java.util.Map;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;

/**
 * An event in a transaction: an event about an entity, or a bulk statement. A receiver can register callbacks for the end of the
 * transaction.
 *
 * <p>The event belongs to the thread of its session. Do not pass it to another thread.
 */
public interface TransactionEvent {

    /**
     * Returns the event in a few words, for logs, timelines and tests: {@code post_save Article#1 created}. The entity
     * is named without its package.
     */
    String summary();

    /** Returns the name of the entity in Hibernate. */
    String entityName();

    /** Returns the session factory, for opening a new session when the session of the event can no longer be used. */
    SessionFactory sessionFactory();

    /**
     * Returns the session in which it happened, whichever kind it is: a {@link org.hibernate.Session} or a {@link
     * org.hibernate.StatelessSession}. For receivers that query and write with what both have, and for {@link
     * dev.signals.hibernate.QuietUpdate}, which takes both.
     *
     * @throws IllegalStateException if its transaction has ended, because the session then works in another one, or in
     *     none; or for an entity event of a stateless session of Hibernate 7.0 or 7.1, where the session is unknown
     */
    SharedSessionContract anySession();

    /**
     * Returns why it happened, as given to {@link dev.signals.hibernate.FactorySignals#because(
     * org.hibernate.SharedSessionContract, String, java.util.function.Supplier)}; empty if no reason was given. An event
     * that waits for the end of the transaction, in whatever thread, keeps the reason of the moment in which it
     * happened. {@link Changed} has that of the last write. Empty for an entity event of a stateless session of
     * Hibernate 7.0 or 7.1, where the session is unknown.
     */
    Optional<String> reason();

    /**
     * Returns the values of the {@linkplain dev.signals.hibernate.SessionContext context of the session} and of the
     * {@linkplain dev.signals.hibernate.ContextProvider providers}: the user, the request. They are those of the
     * moment in which it happened, as {@link #reason} is, and do not change. Empty where nothing was given.
     */
    Map<String, Object> context();

    /**
     * Runs {@code work} after the transaction has committed, and not at all if it is rolled back. Without an active
     * transaction it runs at once. It also runs at once, with a warning, for an entity event of a stateless session of
     * Hibernate 7.0 or 7.1, where the session is unknown. Mirrors {@code django.db.transaction.on_commit}.
     *
     * <p>Callbacks run in the order in which they were registered, in the thread that commits, when {@code commit()}
     * can no longer fail. An exception is logged: it does not reach the caller of {@code commit()}, and the other
     * callbacks still run. The session of the event can no longer be used then; open a new one.
     */
    default void onCommit(Runnable work) {
        at(TransactionPhase.AFTER_COMMIT, work);
    }

    /**
     * Runs {@code work} in a phase of the transaction, after the callbacks that were registered for it before. Without
     * an active transaction it runs at once, or not at all if the phase is {@link TransactionPhase#AFTER_ROLLBACK}.
     */
    void at(TransactionPhase phase, Runnable work);
}
