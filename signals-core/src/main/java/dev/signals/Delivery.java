package dev.signals;

/**
 * An option that decides when and where a receiver is called, for instance after a commit or on another thread.
 *
 * <p>Without one a receiver is called at once, in the sending thread. The order of receivers within one sending is the
 * order of the {@link #deliver} calls. What a receiver answers is lost if it is called later.
 *
 * @param <E> the events this delivery can hold back
 */
public interface Delivery<E> extends Option<E> {

    /**
     * Makes the call now or keeps it for later.
     *
     * <p>Called in the sending thread; an exception counts as one of the receiver.
     */
    void deliver(E event, Call call) throws Exception;

    /** One call of one receiver with one event, not yet made. May be kept, and made in any thread. */
    interface Call {

        /** Calls the receiver; returns without doing so if a weakly held receiver has been collected meanwhile. */
        void run() throws Exception;

        /** The connection whose receiver would be called. */
        Connection connection();
    }
}
