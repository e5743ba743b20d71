package dev.signals;

/**
 * An option with a condition: the receiver is called only for events that satisfy it. {@link Options#filter} makes one
 * from a predicate; other modules add conditions of their own.
 *
 * <p>A connection may have several conditions, one of each class. An event must satisfy all of them. They are evaluated
 * in the order in which they were given, until one is not satisfied; in the sending thread, when the event is sent. An
 * exception of a condition is treated as an exception of the receiver. {@link Signal#hasReceivers} evaluates none.
 *
 * <p>{@link Connection#conditions} has the conditions of a connection. Listings show them by {@code toString}.
 *
 * @param <E> the type of the events that it can test
 */
public interface Condition<E> extends Option<E> {

    /** Returns whether the receiver is to be called for an event. */
    boolean test(E event);

    /**
     * Returns whether this condition has no meaning together with another option of the same connection. Then {@code
     * connect} refuses the two. It is enough if one of the two says so.
     */
    default boolean excludes(Option<?> other) {
        return false;
    }
}
