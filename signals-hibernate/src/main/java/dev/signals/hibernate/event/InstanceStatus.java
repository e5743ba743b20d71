package dev.signals.hibernate.event;

/** What a session knows of an instance, see {@link PendingChanges}. */
public enum InstanceStatus {

    /** It has no row yet: it has not been persisted, or not been inserted. */
    NEW,

    /** It is managed, so the next flush writes its changes. */
    MANAGED,

    /** It is managed, but read-only or immutable, so no flush writes its changes. */
    READ_ONLY,

    /** It has been removed, so the next flush deletes its row. */
    REMOVED,

    /**
     * It is not managed by this session and may have a row; the session does not know its old values. In a stateless
     * session all instances with a row are detached. An instance counts as detached too if only a query could tell
     * whether it has a row, that is with an assigned identifier and without a version.
     */
    DETACHED
}
