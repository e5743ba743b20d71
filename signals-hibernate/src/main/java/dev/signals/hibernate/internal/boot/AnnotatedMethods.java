package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.Receiver;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The methods of a class that are annotated with {@link Receiver}, including inherited ones. */
final class AnnotatedMethods {

    private AnnotatedMethods() {}

    static List<Method> of(Class<?> type) {
        return inherited(type).distinct().toList();
    }

    private static Stream<Method> inherited(@Nullable Class<?> type) {
        if (type == null) {
            return Stream.empty();
        }
        return Stream.of(
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> method.isAnnotationPresent(Receiver.class) && !method.isBridge()),
                        inherited(type.getSuperclass()),
                        Arrays.stream(type.getInterfaces()).flatMap(AnnotatedMethods::inherited))
                .flatMap(methods -> methods);
    }
}
