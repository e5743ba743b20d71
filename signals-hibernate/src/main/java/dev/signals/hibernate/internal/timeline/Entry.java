package dev.signals.hibernate.internal.timeline;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a timeline.
 *
 * @param session the number of the session; 0 for none
 * @param depth the number of entries of its session that enclose it
 * @param text the description
 * @param receiver the receiver that is called; null if it is no call
 */
record Entry(
        Kind kind,
        int session,
        int depth,
        String text,
        @Nullable String receiver) {

    enum Kind {
        /** A note of the application. */
        MARK,
        /** A receiver is called. */
        CALL,
        /** A receiver is called in another thread, while the thread of the session goes on. */
        BACKGROUND,
        /** The receiver has returned or thrown. */
        RETURN,
        /** A flush, or the beginning or end of a transaction. */
        STEP,
        STATEMENT
    }
}
