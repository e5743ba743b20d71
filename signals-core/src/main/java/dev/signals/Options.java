package dev.signals;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * The options of {@link Signal#connect(Class, SignalReceiver, Option...)}, to be imported statically.
 *
 * <pre>{@code
 * import static dev.signals.Options.*;
 *
 * PIZZA_DONE.connect(Oven.class, this::serve, uid("serve"), order(10), includingSubtypes());
 * }</pre>
 *
 * <p>Each option may be given once; a combination that has no meaning is refused by {@code connect}.
 */
public final class Options {

    private Options() {}

    /**
     * Identifies the registration by {@code dispatchUid} instead of by the receiver object.
     *
     * <p>A second registration with the same uid and sender is not made: the first stays, as with Django's {@code
     * dispatch_uid}. An empty uid is none at all.
     */
    public static Option<Object> uid(String dispatchUid) {
        return new Uid(Objects.requireNonNull(dispatchUid, "dispatchUid"));
    }

    /**
     * Holds the receiver weakly: once nothing else holds it, it is no longer called.
     *
     * <p>This is Django's default. It is not ours, since a lambda or method reference is usually held by nothing else and
     * would vanish; {@code connect} refuses those.
     */
    public static Option<Object> weak() {
        return Weak.INSTANCE;
    }

    /**
     * Places the receiver among the others: lower values are called first, equal ones as registered. Without this option
     * the value is 0. Django has no counterpart.
     */
    public static Option<Object> order(int order) {
        return new Order(order);
    }

    /**
     * Receives from subclasses of the sender too, and from implementing classes if the sender is an interface.
     *
     * <p>Without it only the very class matches, as in Django.
     */
    public static Option<Object> includingSubtypes() {
        return Subtypes.INSTANCE;
    }

    /**
     * Calls the receiver only for events that satisfy {@code condition}.
     *
     * <p>An exception of the condition counts as one of the receiver. {@link Signal#hasReceivers} does not ask it.
     */
    public static <E> Option<E> filter(Predicate<? super E> condition) {
        return new Filter<>(Objects.requireNonNull(condition, "condition"));
    }

    /**
     * Says what becomes of an exception of the receiver; without this option it ends the sending and reaches the sender.
     *
     * <p>A {@link Delivery} that calls the receiver when there is no sender any more, as after a commit, cannot let it fail;
     * such an exception is isolated whatever the policy is.
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
