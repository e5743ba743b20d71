package dev.signals;

/**
 * An option that decides when and where a receiver is called, for instance after a commit or on another thread.
 *
 * <p>Without a delivery, a receiver is called at once, in the sending thread. The order of receivers within one sending
 * is the order of the {@link #deliver} calls. The answer of a receiver that is called later is lost.
 *
 * @param <E> the type of the events that it can deliver
 */
public interface Delivery<E> extends Option<E> {

    /**
     * Makes the call, or keeps it for later.
     *
     * <p>Called in the sending thread. An exception is treated as an exception of the receiver.
     */
    void deliver(E event, Call call) throws Exception;

    /**
     * One call of one receiver with one event, which has not been made yet. It may be kept, and made in any thread.
     */
    interface Call {

        /**
         * Calls the receiver, unless it was held weakly and has been collected. A failure that is {@linkplain
         * ErrorPolicy#ISOLATE isolated} is reported and not thrown.
         */
        void run() throws Exception;

        /**
         * Logs a failure that can no longer reach the sender, and notifies the {@linkplain Signal#onFailure handlers}
         * of the signal.
         *
         * @param circumstances the end of the log message, right after the event; may be empty
         */
        void report(Throwable failure, String circumstances);

        /** Returns the connection whose receiver is called. */
        Connection connection();

        /** Returns the argument of the call: the event, or for a {@link BatchReceiver} the list of events. */
        Object event();

        /** Returns the receiver and the event, for messages. */
        @Override
        String toString();
    }
}
