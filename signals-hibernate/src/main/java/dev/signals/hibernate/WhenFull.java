package dev.signals.hibernate;

/** What a {@link ReceiverExecutor} does with an event for which it has no room. */
public enum WhenFull {

    /** The thread that has committed waits until there is room. */
    WAIT,

    /**
     * The thread that has committed calls the receiver itself, unless the calls are {@linkplain
     * ReceiverExecutor#orderedPerEntity ordered} and an earlier one about the same entity is not over; then it waits.
     */
    CALL_AT_ONCE,

    /** The receiver is not called; that is logged, and told to the failure handlers. */
    REJECT
}
