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
 * Stands in for an object of Hibernate, and does some of its methods in another way. It is a proxy since the interfaces have more
 * methods in one version than in the other.
 */
final class OverridingProxy implements InvocationHandler {

    private final Object own;
    private final Map<String, Way> ways;

    private OverridingProxy(Object own, Map<String, Way> ways) {
        this.own = own;
        this.ways = ways;
    }

    /** Does a method in another way. */
    @FunctionalInterface
    interface Way {

        /**
         * Does it.
         *
         * @param call calls the method of the object itself
         */
        @Nullable
        Object go(@Nullable Object[] arguments, Call call) throws Throwable;
    }

    /** A call of the method of the object itself. */
    @FunctionalInterface
    interface Call {

        /** Makes it. */
        @Nullable
        Object make() throws Throwable;
    }

    /**
     * Makes one.
     *
     * @param ways the other ways, by name of method
     */
    static <T> T of(Class<T> type, T own, Map<String, Way> ways) {
        return type.cast(Proxy.newProxyInstance(
                own.getClass().getClassLoader(), interfaces(type, own.getClass()), new OverridingProxy(own, ways)));
    }

    private static Class<?>[] interfaces(Class<?> type, Class<?> own) {
        Set<Class<?>> interfaces = new LinkedHashSet<>(Set.of(type));
        for (Class<?> each = own; each != null; each = each.getSuperclass()) {
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
        Way way = ways.get(method.getName());
        return way == null ? call.make() : way.go(arguments, call);
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(own, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
