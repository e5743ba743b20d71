package dev.signals;

/** What becomes of an exception that a receiver throws while an event is sent with {@link Signal#send}. */
public enum ErrorPolicy {

    /** It ends the sending and reaches the sender. What a receiver does without {@link Options#onError}; Django's {@code send}. */
    FAIL,

    /**
     * The other receivers are called all the same, and then it reaches the sender. If several of them fail, the first is thrown
     * and the others are attached to it. Of a receiver that a {@link Delivery} calls later it is as {@link #FAIL}.
     */
    COLLECT,

    /**
     * It does not reach the sender: it is logged, and handed to the {@linkplain Signal#onFailure handlers}. Django's {@code
     * send_robust}, for one receiver. An {@code Error} and an interrupt reach the sender.
     */
    ISOLATE
}
