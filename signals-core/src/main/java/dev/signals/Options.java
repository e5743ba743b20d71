package dev.signals;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The options of {@link Signal#connect(Class, SignalReceiver, Option...)}. Import them statically.
 *
 * <pre>{@code
 * import static dev.signals.Options.*;
 *
 * PIZZA_DONE.connect(Oven.class, this::serve, uid("serve"), order(10), includingSubtypes());
 * }</pre>
 *
 * <p>Each option may be given once. {@code connect} refuses a combination that has no meaning.
 */
public final class Options {

    private Options() {}

    /**
     * Identifies the connection by {@code dispatchUid} instead of by the receiver object.
     *
     * <p>A second connection with the same uid and sender is not made: the first one stays, as with Django's {@code
     * dispatch_uid}. An empty uid is the same as none.
     */
    public static Option<Object> uid(String dispatchUid) {
        return new Uid(Objects.requireNonNull(dispatchUid, "dispatchUid"));
    }

    /**
     * Holds the receiver weakly: once nothing else holds it, it is no longer called.
     *
     * <p>This is Django's default. It is not the default here, because a lambda or method reference is usually held by
     * nothing else and would vanish. With such a receiver, {@code connect} refuses this option.
     */
    public static Option<Object> weak() {
        return Weak.INSTANCE;
    }

    /**
     * Places the receiver among the others. Lower values are called first; receivers of equal order are called as they
     * were connected. Without this option the order is 0. Django has no counterpart.
     */
    public static Option<Object> order(int order) {
        return new Order(order);
    }

    /**
     * Calls the receiver after the receivers that are connected to the same signal with these uids, in whatever order they
     * are connected, and whatever {@link #order} they have. Django has no counterpart.
     *
     * <p>It matters where both get an event: a uid of a receiver for other senders has no effect, nor has a uid that nobody
     * has. A receiver that has to wait is called as soon as the last of the others has been called. What follows from
     * several such options holds as well: if the first is after the second and the second after the third, then the first
     * is after the third.
     *
     * <p>{@code connect} refuses receivers that would wait for each other; an {@link #order} given here that is lower than
     * one of theirs; and a plain receiver after an {@linkplain AsyncReceiver asynchronous} one. It refuses whichever
     * connection comes last. If a receiver of a signal and a receiver of a {@linkplain Signal#scoped() part} of it would
     * wait for each other, one of them does not wait, and the log says so.
     *
     * <p>The option orders the calls of one sending. A {@link Delivery} may make calls later, and {@link Signal#sendAll}
     * calls batch receivers last.
     */
    public static Option<Object> after(String... uids) {
        After after = new After(List.of(Objects.requireNonNull(uids, "uids")));
        if (after.uids().isEmpty() || after.uids().contains("")) {
            throw new IllegalArgumentException(
                    after + " names no uid; name the uids of the receivers that are called before, or drop the option");
        }
        return after;
    }

    /**
     * Receives events of subclasses of the sender too, and of implementing classes if the sender is an interface.
     *
     * <p>Without this option only the exact class matches, as in Django.
     */
    public static Option<Object> includingSubtypes() {
        return Subtypes.INSTANCE;
    }

    /**
     * Calls the receiver only for events that satisfy {@code condition}.
     *
     * <p>An exception of the condition is treated as an exception of the receiver. {@link Signal#hasReceivers} does not
     * evaluate the condition. A filter may be combined with other {@linkplain Condition conditions}.
     */
    public static <E> Condition<E> filter(Predicate<? super E> condition) {
        return new Filter<>(Objects.requireNonNull(condition, "condition"));
    }

    /**
     * Sets the policy for exceptions of the receiver. Without this option an exception ends the sending and reaches the
     * sender.
     *
     * <p>A {@link Delivery} that calls the receiver when there is no sender any more, for example after a commit,
     * isolates the exception whatever the policy is.
     */
    public static Option<Object> onError(ErrorPolicy policy) {
        return new OnError(Objects.requireNonNull(policy, "policy"));
    }

    record OnError(ErrorPolicy policy) implements Option<Object> {}

    record Uid(String value) implements Option<Object> {}

    record Order(int value) implements Option<Object> {}

    record After(List<String> uids) implements Option<Object> {

        @Override
        public String toString() {
            return "after(" + uids.stream().map(uid -> "\"" + uid + "\"").collect(Collectors.joining(", ")) + ")";
        }
    }

    record Filter<E>(Predicate<? super E> condition) implements Condition<E> {

        @Override
        public boolean test(E event) {
            return condition.test(event);
        }

        @Override
        public String toString() {
            return "filter";
        }
    }

    enum Weak implements Option<Object> {
        INSTANCE;

        @Override
        public String toString() {
            return "weak()";
        }
    }

    enum Subtypes implements Option<Object> {
        INSTANCE;

        @Override
        public String toString() {
            return "includingSubtypes()";
        }
    }
}
