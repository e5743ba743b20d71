package dev.signals.hibernate.event;

/** The reason why an entity is deleted. */
public enum DeleteCause {

    /** {@code remove} was called with it. */
    EXPLICIT,

    /** {@code remove} was called with an entity that cascades the removal to it. */
    CASCADE,

    /** Its owner no longer refers to it, and the association has orphan removal. */
    ORPHAN
}
