package dev.signals.hibernate;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the receiver methods of an object, those of its superclasses too. */
final class DeclaredReceivers {

    private DeclaredReceivers() {}

    static List<DeclaredReceiver> of(Class<?> type, Supplier<?> instance) {
        TypeArguments arguments = new TypeArguments(type);
        List<DeclaredReceiver> found = new ArrayList<>();
        methods(type)
                .forEach(method ->
                        found.add(DeclaredReceiver.of(instance, method, annotation(method, type), arguments)));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("cannot register " + type.getName()
                    + ": it has no receiver; annotate a method with @Receiver, as in"
                    + " @Receiver void articleSaved(PostSave<Article> event)");
        }
        return found;
    }

    /** Each method once: an overridden one is called as its override, and need be annotated in one place only. */
    private static List<Method> methods(Class<?> type) {
        Map<String, Method> methods = new LinkedHashMap<>();
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (annotation(method, type) != null && !method.isBridge() && !method.isSynthetic()) {
                    methods.putIfAbsent(key(method), method);
                }
            }
        }
        return methods.values().stream()
                .sorted(Comparator.comparing(Method::getName).thenComparing(DeclaredReceivers::key))
                .toList();
    }

    private static String key(Method method) {
        boolean own = Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers());
        return (own ? method.getDeclaringClass().getName() + "." : "")
                + method.getName()
                + Arrays.toString(method.getParameterTypes());
    }

    /** The annotation of a method, or of the one it overrides: the proxies of containers do not repeat it. */
    private static @Nullable Receiver annotation(Method method, Class<?> type) {
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
