package dev.signals.hibernate.internal.bulk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of an object of Hibernate that overrides some of its methods. It is a dynamic proxy, because the interfaces
 * have more methods in some versions than in others.
 */
final class OverridingProxy implements InvocationHandler {

    private final Object original;
    private final Map<String, MethodOverride> overrides;

    private OverridingProxy(Object original, Map<String, MethodOverride> overrides) {
        this.original = original;
        this.overrides = overrides;
    }

    /** The override of a method. */
    @FunctionalInterface
    interface MethodOverride {

        /**
         * Runs in place of the method.
         *
         * @param call calls the original method
         */
        @Nullable
        Object run(@Nullable Object[] arguments, Call call) throws Throwable;
    }

    /** A call of the original method. */
    @FunctionalInterface
    interface Call {

        /** Makes the call. */
        @Nullable
        Object make() throws Throwable;
    }

    /**
     * Creates a proxy.
     *
     * @param overrides the overrides by method name
     */
    static <T> T of(Class<T> type, T original, Map<String, MethodOverride> overrides) {
        return type.cast(Proxy.newProxyInstance(
                original.getClass().getClassLoader(),
                interfaces(type, original.getClass()),
                new OverridingProxy(original, overrides)));
    }

    private static Class<?>[] interfaces(Class<?> type, Class<?> original) {
        Set<Class<?>> interfaces = new LinkedHashSet<>(Set.of(type));
        for (Class<?> each = original; each != null; each = each.getSuperclass()) {
            for (Class<?> implemented : each.getInterfaces()) {
                if (Modifier.isPublic(implemented.getModifiers())) {
                    interfaces.add(implemented);
                }
            }
        }
        return interfaces.toArray(Class<?>[]::new);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
            return proxy == arguments[0];
        }
        Call call = () -> call(method, arguments);
        MethodOverride override = overrides.get(method.getName());
        return override == null ? call.make() : override.run(arguments, call);
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(original, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
