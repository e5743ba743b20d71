package dev.signals;

/** The treatment of an exception that a receiver throws while an event is sent with {@link Signal#send}. */
public enum ErrorPolicy {

    /**
     * The exception ends the sending and reaches the sender. This is the policy without {@link Options#onError}, and
     * Django's {@code send}.
     */
    FAIL,

    /**
     * The other receivers are still called, and then the exception reaches the sender. If several receivers fail, the
     * first exception is thrown and the others are attached to it. For a receiver that a {@link Delivery} calls later,
     * this is the same as {@link #FAIL}.
     */
    COLLECT,

    /**
     * The exception does not reach the sender. It is logged, and the {@linkplain Signal#onFailure handlers} are
     * notified. This is Django's {@code send_robust} for one receiver. An {@code Error} and an interrupt still reach
     * the sender.
     */
    ISOLATE
}
