package dev.signals.hibernate.internal.boot;

import dev.signals.Connection;
import dev.signals.hibernate.internal.mapping.EntityConnectionRule;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The warning about container beans whose receiver methods are not registered, so that they are never called. */
public final class UnregisteredBeans {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");

    /** The packages without receivers. Skipping them saves time, because there may be hundreds of beans. */
    private static final List<String> FOREIGN =
            List.of("java.", "javax.", "jakarta.", "jdk.", "com.sun.", "org.springframework.", "org.hibernate.");

    private final String factory;
    private final EntityConnectionRule rule;
    private final Supplier<List<Connection>> connections;

    /**
     * @param factory the name of the session factory
     * @param connections returns all connections that its events can reach
     */
    public UnregisteredBeans(String factory, EntityConnectionRule rule, Supplier<List<Connection>> connections) {
        this.factory = factory;
        this.rule = rule;
        this.connections = connections;
    }

    /**
     * Warns about unregistered receiver methods.
     *
     * @param beans the classes of the beans by name
     */
    public void warn(Map<String, Class<?>> beans) {
        Set<String> called =
                connections.get().stream().map(Connection::receiverName).collect(Collectors.toSet());
        beans.forEach((name, type) -> {
            List<Method> methods = receivers(type);
            if (!methods.isEmpty() && methods.stream().noneMatch(method -> called.contains(nameOf(method)))) {
                LOG.log(
                        Level.WARNING,
                        "bean \"" + name + "\" of "
                                + methods.get(0).getDeclaringClass().getName()
                                + " has receiver methods that session factory \"" + factory
                                + "\" does not call, because beans are registered automatically only with signals-spring-boot-starter; add it, name the class in the setting"
                                + " signals.receivers or in @Receivers of an entity, or call"
                                + " ModelSignals.of(sessionFactory).register(bean)");
            }
        });
    }

    /** Returns the receiver methods that may be about an entity of this factory. */
    private List<Method> receivers(Class<?> type) {
        if (FOREIGN.stream().anyMatch(type.getName()::startsWith)) {
            return List.of();
        }
        try {
            return AnnotatedMethods.of(type).stream().filter(this::mayBeCalled).toList();
        } catch (LinkageError | TypeNotPresentException e) {
            return List.of(); // a class with missing dependencies, which the library need not report
        }
    }

    private boolean mayBeCalled(Method method) {
        Type[] parameters = method.getGenericParameterTypes();
        return parameters.length != 1
                || !(parameters[0] instanceof ParameterizedType event)
                || !(event.getActualTypeArguments()[0] instanceof Class<?> entity)
                || rule.has(entity);
    }

    /** Returns the name of a method as connections write it. */
    private static String nameOf(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
