package dev.signals.hibernate.internal.compat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Public methods of Hibernate that differ between its versions, found by name. */
final class Methods {

    private Methods() {}

    /** Returns the first method of a class that has one of these names. */
    static MethodHandle find(Class<?> type, String... names) {
        MethodHandle found = findIfPresent(type, names);
        if (found == null) {
            throw missing(type, List.of(names));
        }
        return found;
    }

    /** Returns the method of a class that has these parameters and the first possible of these names. */
    static MethodHandle findFirst(Class<?> type, List<String> names, Class<?>... parameters) {
        return names.stream()
                .flatMap(name -> Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equals(name)))
                .filter(method -> Arrays.equals(method.getParameterTypes(), parameters))
                .findFirst()
                .map(Methods::unreflect)
                .orElseThrow(() -> missing(type, names));
    }

    private static IllegalStateException missing(Class<?> type, List<String> names) {
        return new IllegalStateException("no method " + String.join(" or ", names) + " in " + type.getName()
                + " of this Hibernate version; use a version that signals-hibernate supports");
    }

    /** Returns the first method of a class that has one of these names; null if there is none. */
    static @Nullable MethodHandle findIfPresent(Class<?> type, String... names) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Arrays.asList(names).contains(method.getName()))
                .filter(method -> !method.isBridge())
                .findFirst()
                .map(Methods::unreflect)
                .orElse(null);
    }

    static MethodHandle unreflect(Method method) {
        try {
            return MethodHandles.publicLookup().unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot call " + method + " of this Hibernate version", e);
        }
    }

    /** Returns a class of Hibernate; null if this version has none of that name. */
    static @Nullable Class<?> typeIfPresent(String name) {
        try {
            return Class.forName(name, false, Methods.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Throws what a method of Hibernate has thrown. */
    static IllegalStateException unexpected(Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a method of Hibernate threw a checked exception", thrown);
    }
}
