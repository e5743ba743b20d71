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

        /**
         * Calls the receiver; returns without doing so if a weakly held receiver has been collected meanwhile. A failure that
         * is {@linkplain ErrorPolicy#ISOLATE isolated} is reported here.
         */
        void run() throws Exception;

        /**
         * Logs a failure that cannot reach the sender any more, and hands it to the {@linkplain Signal#onFailure handlers} of
         * the signal.
         *
         * @param circumstances what the reader of the log should know besides, put right behind the event; may be empty
         */
        void report(Throwable failure, String circumstances);

        /** The connection whose receiver would be called. */
        Connection connection();

        /** What it would be called with: the event, or for a {@link BatchReceiver} the list of them. */
        Object event();

        /** Names the receiver and what it is called with. */
        @Override
        String toString();
    }
}
