package dev.signals.hibernate.internal.timeline;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param session the number of the session; 0 for none
 * @param depth how many things are under way around it in its session
 * @param text what it is
 * @param receiver who is called; null if it is not a call
 */
record Entry(
        Kind kind,
        int session,
        int depth,
        String text,
        @Nullable String receiver) {

    enum Kind {
        /** What the application has noted. */
        MARK,
        /** A receiver is called. */
        CALL,
        /** A receiver is called in another thread, while the session goes on. */
        BACKGROUND,
        /** The receiver has returned, or thrown. */
        RETURN,
        /** A flush, or the beginning or end of a transaction. */
        STEP,
        STATEMENT
    }
}
