package dev.signals;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place in the source at which a receiver was connected that has no name of its own: a lambda, a method reference or
 * an object of an anonymous class. It is in the class that contains the receiver, so a helper that several classes connect
 * with is never taken for the place.
 */
final class ConnectPlace {

    private static final StackWalker WALKER = StackWalker.getInstance();

    /**
     * The name that a compiler gives to the body of a lambda: of javac, or of Kotlin. The name of a method of Kotlin may have
     * spaces, hyphens and dollar signs.
     */
    private static final Pattern LAMBDA_BODY = Pattern.compile("lambda\\$(.+)\\$\\d+|(.+?)\\$lambda(?:\\$\\d+)+");

    private ConnectPlace() {}

    /** Returns the place in the stack of this thread; null if the receiver has a name, or if its class is not in the stack. */
    static @Nullable StackTraceElement of(SignalReceiver<?> receiver) {
        String containing = containing(receiver);
        return containing == null
                ? null
                : WALKER.walk(
                        frames -> frames.filter(frame -> frame.getClassName().equals(containing))
                                .findFirst()
                                .map(ConnectPlace::element)
                                .orElse(null));
    }

    /** Returns the class around a receiver that has no name of its own; null if it has one. */
    private static @Nullable String containing(SignalReceiver<?> receiver) {
        Class<?> type = receiver.getClass();
        if (receiver instanceof DescribedReceiver<?>) {
            return null;
        }
        int lambda = type.getName().indexOf(Descriptions.LAMBDA);
        if (lambda >= 0) {
            return type.getName().substring(0, lambda);
        }
        return type.isAnonymousClass() ? type.getEnclosingClass().getName() : null;
    }

    private static StackTraceElement element(StackWalker.StackFrame frame) {
        return new StackTraceElement(
                frame.getClassName(), written(frame.getMethodName()), frame.getFileName(), frame.getLineNumber());
    }

    /** Returns the method that was written around a lambda, if {@code method} is the body of one. */
    private static String written(String method) {
        Matcher body = LAMBDA_BODY.matcher(method);
        if (!body.matches()) {
            return method;
        }
        String around = body.group(1) == null ? body.group(2) : body.group(1);
        return switch (around) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> written(around);
        };
    }
}
