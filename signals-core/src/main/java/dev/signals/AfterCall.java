package dev.signals;

import org.jspecify.annotations.Nullable;

/** A callback for the end of one receiver call that a {@link ReceiverObserver} observes. */
@FunctionalInterface
public interface AfterCall {

    /** A callback that does nothing, for an observer that does not need the end of the call. */
    AfterCall IGNORED = failure -> {};

    /**
     * Called once, when the call has ended: in the thread of the call; for an {@link AsyncReceiver} when its stage has
     * completed, in the thread that completed it.
     *
     * @param failure the exception of the receiver, or of an observer that was notified after this one; null if the
     *     receiver returned
     */
    void ended(@Nullable Throwable failure);
}
