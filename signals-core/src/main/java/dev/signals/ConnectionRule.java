package dev.signals;

/**
 * Decides which receivers a {@link Signal} accepts, for adapters that know more about senders than their class.
 *
 * <p>Called in the connecting thread, once for each {@code connect}, before the connection is made. It may be called by several
 * threads at once.
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
