package dev.signals.hibernate.event;

/** When in the life of a transaction something is to be done. */
public enum TransactionPhase {

    /**
     * The commit has begun and the session has been flushed. Receivers may still query and write; what they change is flushed and
     * announced, before Envers and others do what they do before the completion of a transaction. An exception rolls back, and
     * so does a receiver that marks the transaction for rollback. One that is rolled back from the start does not get here.
     */
    BEFORE_COMMIT,

    /**
     * The transaction has committed. Nothing can be taken back, and the session of the event can no longer write: open a new
     * one, or call a method that begins a transaction. What is persisted, merged or removed in the old one is refused. Exceptions
     * are logged, and keep neither the commit nor others from going on.
     */
    AFTER_COMMIT,

    /**
     * The transaction has been rolled back, whoever wanted that; entities have the state they had then, but their rows have not.
     * Nothing can be written with the session of the event. Exceptions are logged.
     */
    AFTER_ROLLBACK,

    /** The transaction has ended, one way or the other, after the phase that tells which. Otherwise as these two. */
    AFTER_COMPLETION
}
