package dev.signals.hibernate;

/** The treatment of a call for which a {@link ReceiverExecutor} has no room. */
public enum WhenFull {

    /** The thread that has committed waits until there is room. */
    WAIT,

    /**
     * The thread that has committed calls the receiver itself. If calls are {@linkplain
     * ReceiverExecutor#orderedPerEntity ordered} and an earlier one about the same entity has not ended, the thread
     * waits for room instead.
     */
    CALL_AT_ONCE,

    /** The receiver is not called. This is logged, and the failure handlers are notified. */
    REJECT
}
