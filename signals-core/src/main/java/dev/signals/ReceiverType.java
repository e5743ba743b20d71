package dev.signals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * The event type that a receiver's class declares, used to find receivers that raw types let through.
 *
 * <p>A class that implements {@code SignalReceiver<X>} has a method with parameter {@code X}, besides the bridge method
 * with parameter {@code Object}. A lambda has only the latter, so its type is unknown until it is called.
 */
final class ReceiverType {

    private ReceiverType() {}

    /** Throws if the class of {@code receiver} declares that it cannot receive events of {@code eventType}. */
    static void check(String attempt, SignalReceiver<?> receiver, Class<?> eventType) {
        String receiving = receiver instanceof AnsweringReceiver
                ? "answer"
                : receiver instanceof AsyncReceiver ? "receiveAsync" : "receive";
        List<Class<?>> declared = Arrays.stream(receiver.getClass().getMethods())
                .filter(method -> method.getName().equals(receiving) && method.getParameterCount() == 1)
                .filter(method ->
                        !method.isBridge() && !method.getDeclaringClass().isInterface())
                .<Class<?>>map(method -> parameter(method))
                .toList();
        if (!declared.isEmpty() && declared.stream().noneMatch(type -> type.isAssignableFrom(eventType))) {
            throw new IllegalArgumentException(
                    attempt + ": it receives " + declared.get(0).getName()
                            + ", but the signal sends " + eventType.getName()
                            + "; a raw type must have hidden this from the compiler");
        }
    }

    private static Class<?> parameter(Method method) {
        return method.getParameterTypes()[0];
    }
}
