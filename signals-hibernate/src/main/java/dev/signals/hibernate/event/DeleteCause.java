package dev.signals.hibernate.event;

/** Why an entity is deleted. */
public enum DeleteCause {

    /** {@code remove} was called on it. */
    EXPLICIT,

    /** {@code remove} was called on an entity that cascades the removal to it. */
    CASCADE,

    /** Its owner let go of it, and the association has orphan removal. */
    ORPHAN
}
