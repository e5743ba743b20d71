package dev.signals.hibernate.event;

/** The point in a transaction at which a receiver or callback is called. */
public enum TransactionPhase {

    /**
     * The commit has begun and the session has been flushed. Receivers may still query and write: their changes are
     * flushed and announced, before Envers and others do their work for the completion of the transaction. An exception
     * rolls the transaction back, and so does a receiver that marks it for rollback. A transaction that is rolled back
     * from the start does not reach this phase.
     */
    BEFORE_COMMIT,

    /**
     * The transaction has committed. It cannot be undone, and the session of the event can no longer write: open a new
     * one, or call a method that begins a transaction. The old session refuses {@code persist}, {@code merge} and
     * {@code remove}. Exceptions are logged; the commit stands and the other receivers are still called.
     */
    AFTER_COMMIT,

    /**
     * The transaction has been rolled back, for whatever reason. Entities still have the state they had then, but their
     * rows do not. The session of the event can no longer write. Exceptions are logged.
     */
    AFTER_ROLLBACK,

    /**
     * The transaction has ended by commit or rollback. This phase follows {@link #AFTER_COMMIT} or {@link
     * #AFTER_ROLLBACK}, and has the same limits.
     */
    AFTER_COMPLETION
}
