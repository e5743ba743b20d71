package dev.signals.hibernate.internal.receiver;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;

/** The proxies that containers put before an object: subclasses whose own fields are empty. */
final class ContainerProxies {

    /** The names of interfaces that mark proxies. They are names, because the containers are optional. */
    private static final Set<String> MARKS = Set.of(
            "org.springframework.aop.SpringProxy",
            "org.jboss.weld.proxy.WeldClientProxy",
            "org.apache.webbeans.proxy.OwbNormalScopeProxy",
            "io.quarkus.arc.ClientProxy");

    private ContainerProxies() {}

    /**
     * Checks that a method reaches the object behind the proxy, if there is one.
     *
     * @throws IllegalArgumentException if it would run on the proxy
     */
    static void check(Method method, Class<?> type) {
        int modifiers = method.getModifiers();
        boolean overridable = !Modifier.isPrivate(modifiers) && !Modifier.isFinal(modifiers);
        if (!overridable && !Modifier.isStatic(modifiers) && isProxy(type)) {
            throw ReceiverSignature.fault(
                    method,
                    "it is " + (Modifier.isPrivate(modifiers) ? "private" : "final") + ", and " + type.getName()
                            + " is a proxy, which only passes on methods that it can override");
        }
    }

    private static boolean isProxy(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).map(Class::getName).anyMatch(MARKS::contains);
    }
}
