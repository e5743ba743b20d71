package dev.signals.hibernate.event;

/** The reason why an entity is deleted. */
public enum DeleteCause {

    /** {@code remove} was called with it, or a {@link dev.signals.hibernate.SignalDelete} has selected it. */
    EXPLICIT,

    /** An entity was removed that cascades the removal to it. */
    CASCADE,

    /** Its owner no longer refers to it, and the association has orphan removal. */
    ORPHAN
}
