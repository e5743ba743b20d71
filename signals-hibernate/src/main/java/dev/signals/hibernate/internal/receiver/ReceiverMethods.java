package dev.signals.hibernate.internal.receiver;

import dev.signals.hibernate.Receiver;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The receiver methods of a class, including methods of its superclasses and interfaces. */
final class ReceiverMethods {

    private ReceiverMethods() {}

    private record Declared(Method method, Receiver receiver, Set<String> bridged) {

        String name() {
            return method.getName();
        }

        String key() {
            return ReceiverMethods.key(method);
        }
    }

    static List<ReceiverMethod> of(Class<?> type, Supplier<?> instance) {
        TypeArguments arguments = new TypeArguments(type);
        List<Declared> declared = declared(type);
        declared.forEach(each -> ContainerProxies.check(each.method(), type));
        List<ReceiverMethod> found = declared.stream()
                .map(each -> ReceiverMethod.of(instance, each.method(), each.receiver(), arguments))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("cannot register " + type.getName()
                    + ": it has no receiver; annotate a method with @Receiver, as in"
                    + " @Receiver void articleSaved(PostSave<Article> event)");
        }
        return found;
    }

    /**
     * Returns each method once. An overridden method is called as its override, and only one of the two needs the
     * annotation.
     */
    private static List<Declared> declared(Class<?> type) {
        Map<String, Declared> methods = new LinkedHashMap<>();
        for (Class<?> declaring : lineage(type)) {
            Method[] all = declaring.getDeclaredMethods();
            for (Method method : all) {
                Declared declared = method.isBridge() || method.isSynthetic() ? null : annotated(method, all);
                if (declared != null && !isTaken(method, methods)) {
                    methods.put(key(method), declared);
                }
            }
        }
        return methods.values().stream()
                .sorted(Comparator.comparing(Declared::name).thenComparing(Declared::key))
                .toList();
    }

    /** Returns the class, its superclasses, and all their interfaces, which may have default methods. */
    private static Set<Class<?>> lineage(Class<?> type) {
        Set<Class<?>> lineage = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            lineage.add(each);
        }
        for (Class<?> each : List.copyOf(lineage)) {
            addInterfaces(each, lineage);
        }
        return lineage;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> lineage) {
        for (Class<?> implemented : type.getInterfaces()) {
            lineage.add(implemented);
            addInterfaces(implemented, lineage);
        }
    }

    private static boolean isTaken(Method method, Map<String, Declared> methods) {
        String key = key(method);
        return methods.containsKey(key)
                || methods.values().stream().anyMatch(each -> each.bridged().contains(key));
    }

    /**
     * Returns the keys of methods that a method overrides under another erasure, as the bridge methods of its class
     * show: {@code saved(E)} by {@code saved(PostSave)}.
     */
    private static Set<String> bridged(Method method, Method... all) {
        return Arrays.stream(all)
                .filter(Method::isBridge)
                .filter(bridge -> bridge.getName().equals(method.getName())
                        && bridge.getParameterCount() == method.getParameterCount())
                .map(ReceiverMethods::key)
                .collect(Collectors.toSet());
    }

    private static String key(Method method) {
        boolean own = Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers());
        return (own ? method.getDeclaringClass().getName() + "." : "")
                + method.getName()
                + Arrays.toString(method.getParameterTypes());
    }

    /**
     * Returns the method or the method it overrides, whichever is annotated: proxies of containers repeat neither the
     * annotation nor type arguments.
     */
    private static @Nullable Declared annotated(Method method, Method... siblings) {
        for (Class<?> declaring : lineage(method.getDeclaringClass())) {
            for (Method candidate : declaring.getDeclaredMethods()) {
                Receiver receiver = candidate.getAnnotation(Receiver.class);
                if (receiver != null && key(candidate).equals(key(method))) {
                    return new Declared(candidate, receiver, bridged(method, siblings));
                }
            }
        }
        return null;
    }
}
