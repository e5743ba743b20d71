package dev.signals;

import java.util.Objects;
import java.util.function.Predicate;

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
     * evaluate the condition.
     */
    public static <E> Option<E> filter(Predicate<? super E> condition) {
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

    record Filter<E>(Predicate<? super E> condition) implements Option<E> {}

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
