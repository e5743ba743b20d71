package dev.signals.hibernate.event;

/** What a transaction as a whole did to an entity, see {@link Changed}. */
public enum ChangeKind {

    /** The row was not there before the transaction, and is there after it. */
    CREATED,

    /** The row was there before, and is there after it; also if it was deleted and inserted again. */
    UPDATED,

    /** The row was there before the transaction, and is not after it. */
    DELETED
}
