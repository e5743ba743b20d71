package dev.signals.hibernate;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the receiver methods of a class, those of its superclasses too. */
final class DeclaredReceivers {

    private DeclaredReceivers() {}

    private record Declared(Method method, Receiver receiver) {

        String name() {
            return method.getName();
        }

        String key() {
            return DeclaredReceivers.key(method);
        }
    }

    static List<DeclaredReceiver> of(Class<?> type, Supplier<?> instance) {
        TypeArguments arguments = new TypeArguments(type);
        List<DeclaredReceiver> found = declared(type).stream()
                .map(each -> DeclaredReceiver.of(instance, each.method(), each.receiver(), arguments))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("cannot register " + type.getName()
                    + ": it has no receiver; annotate a method with @Receiver, as in"
                    + " @Receiver void articleSaved(PostSave<Article> event)");
        }
        return found;
    }

    /** Each method once: an overridden one is called as its override, and need be annotated in one place only. */
    private static List<Declared> declared(Class<?> type) {
        Map<String, Declared> methods = new LinkedHashMap<>();
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                Receiver receiver = method.isBridge() || method.isSynthetic() ? null : receiver(method);
                if (receiver != null) {
                    methods.putIfAbsent(key(method), new Declared(method, receiver));
                }
            }
        }
        return methods.values().stream()
                .sorted(Comparator.comparing(Declared::name).thenComparing(Declared::key))
                .toList();
    }

    private static String key(Method method) {
        boolean own = Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers());
        return (own ? method.getDeclaringClass().getName() + "." : "")
                + method.getName()
                + Arrays.toString(method.getParameterTypes());
    }

    /** The annotation of a method, or of the one it overrides: the proxies of containers do not repeat it. */
    private static @Nullable Receiver receiver(Method method) {
        for (Class<?> declaring = method.getDeclaringClass();
                declaring != null;
                declaring = declaring.getSuperclass()) {
            for (Method candidate : declaring.getDeclaredMethods()) {
                if (key(candidate).equals(key(method)) && candidate.isAnnotationPresent(Receiver.class)) {
                    return candidate.getAnnotation(Receiver.class);
                }
            }
        }
        return null;
    }
}
