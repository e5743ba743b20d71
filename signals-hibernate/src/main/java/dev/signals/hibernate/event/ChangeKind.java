package dev.signals.hibernate.event;

/** The effect of a transaction as a whole on an entity, see {@link Changed}. */
public enum ChangeKind {

    /** The row did not exist before the transaction and exists after it. */
    CREATED,

    /** The row existed before the transaction and exists after it, even if it was deleted and inserted again. */
    UPDATED,

    /** The row existed before the transaction and does not exist after it. */
    DELETED,

    /**
     * The transaction has created the row and deleted it again. Only receivers with the option {@link
     * dev.signals.hibernate.ModelSignals#includingCreatedAndDeleted} get such events.
     */
    CREATED_AND_DELETED
}
