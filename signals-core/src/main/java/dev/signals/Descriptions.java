package dev.signals;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names of receivers, senders and connections in messages, written so that a reader finds the place in the source.
 */
final class Descriptions {

    /** What stands between the class around a lambda and the number of the lambda. */
    static final String LAMBDA = "$$Lambda";

    private static final int MOST_EVENTS = 10;

    private Descriptions() {}

    /**
     * Returns for instance {@code receiver lambda in com.acme.Blog (uid "auto-slug") of pre_save for com.acme.Article}.
     */
    static String connection(
            String signal,
            @Nullable Object sender,
            @Nullable SenderPart<?> part,
            SignalReceiver<?> receiver,
            @Nullable String uid) {
        return "receiver " + receiver(receiver) + (uid == null ? "" : " (uid \"" + uid + "\")") + " of " + signal
                + " for " + sender(sender, part);
    }

    /** Returns the event as text; of many events the first ones. */
    static String event(Object event) {
        return text(
                event,
                () -> event instanceof List<?> events && events.size() > MOST_EVENTS
                        ? events.subList(0, MOST_EVENTS) + " and " + (events.size() - MOST_EVENTS) + " more"
                        : event.toString());
    }

    /** Returns an object of a user as text. */
    static String text(Object object) {
        return text(object, object::toString);
    }

    /**
     * If {@code toString} fails, the failure that is to be reported must not get lost: not by an error either, such as the
     * stack overflow of objects that name each other.
     */
    private static String text(Object object, Supplier<@Nullable String> toString) {
        try {
            return String.valueOf(toString.get());
        } catch (Throwable e) {
            return object.getClass().getName() + " (its toString threw "
                    + e.getClass().getName() + ")";
        }
    }

    static String sender(@Nullable Object sender, @Nullable SenderPart<?> part) {
        return (sender == null ? "any sender" : sender(sender)) + (part == null ? "" : part);
    }

    /** Returns the name of a sender. It does not call {@code toString}, which may be long, or fail. */
    private static String sender(Object sender) {
        if (sender instanceof Class<?> type) {
            return type.getName();
        }
        if (sender instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getName() + "." + constant.name();
        }
        return sender instanceof String text
                ? "\"" + text + "\""
                : sender.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(sender));
    }

    /**
     * Returns the class of the receiver; for a lambda or method reference, whose own name says nothing, the class that
     * contains it.
     */
    static String receiver(SignalReceiver<?> receiver) {
        if (receiver instanceof DescribedReceiver<?> described) {
            return described.description();
        }
        String name = receiver.getClass().getName();
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : "lambda in " + name.substring(0, lambda);
    }
}
