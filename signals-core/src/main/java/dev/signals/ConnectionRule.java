package dev.signals;

/**
 * A rule that decides which connections a {@link Signal} accepts, for adapters that know more about senders than their
 * class.
 *
 * <p>It is called in the connecting thread, once for each {@code connect}, before the connection is made. Several
 * threads may call it at once.
 */
@FunctionalInterface
public interface ConnectionRule {

    /**
     * Checks a connection that is about to be made.
     *
     * @param connection has all its properties, but is not connected yet
     * @throws IllegalArgumentException to refuse it; the exception reaches the caller of {@code connect}
     */
    void check(Connection connection);
}
