package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * A mute of some calls of a signal. It is asked when the receivers of a sender are looked up, which is once for each sender,
 * and not when they are called.
 */
@FunctionalInterface
interface PartialMute {

    /**
     * Returns whether the receiver of {@code connection} gets no events of {@code sender}.
     *
     * @param sender null for events without a sender
     */
    boolean silences(Connection connection, @Nullable Object sender);
}
