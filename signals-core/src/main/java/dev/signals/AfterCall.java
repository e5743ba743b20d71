package dev.signals;

import org.jspecify.annotations.Nullable;

/** Told of the end of one call that a {@link ReceiverObserver} was told of. */
@FunctionalInterface
public interface AfterCall {

    /** For an observer that does not want to know. */
    AfterCall IGNORED = failure -> {};

    /**
     * Told once: in the thread of the call; for an {@link AsyncReceiver} when its stage has completed, in the thread that
     * completed it.
     *
     * @param failure what the receiver threw, or an observer that was told before the call after this one; null if it returned
     */
    void ended(@Nullable Throwable failure);
}
