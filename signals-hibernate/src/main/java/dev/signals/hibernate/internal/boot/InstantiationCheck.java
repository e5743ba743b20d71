package dev.signals.hibernate.internal.boot;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.hibernate.cfg.AvailableSettings;
import org.jspecify.annotations.Nullable;

/**
 * The check that receiver classes can be instantiated if there is neither Spring nor CDI, before an event needs an
 * instance.
 */
final class InstantiationCheck {

    private InstantiationCheck() {}

    /**
     * Checks that Hibernate can create an instance, if one is needed.
     *
     * @param namedBy the annotation or setting that names the class
     * @param factory the name of the session factory
     * @throws IllegalArgumentException if it cannot
     */
    static void check(Class<?> receivers, String namedBy, String factory) {
        String fault = hasInstanceMethod(receivers) ? fault(receivers) : null;
        if (fault != null) {
            throw new IllegalArgumentException("cannot connect " + receivers.getName() + ", which " + namedBy
                    + " names: " + fault + ", and session factory \"" + factory
                    + "\" knows no container that could create it; give it a constructor without parameters, set "
                    + AvailableSettings.BEAN_CONTAINER
                    + " to the container of Spring or CDI, or create the object yourself and register it with"
                    + " ModelSignals.of(sessionFactory).register(object)");
        }
    }

    private static @Nullable String fault(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            return "it is " + (type.isInterface() ? "an interface" : "abstract");
        }
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        if (Arrays.stream(constructors).anyMatch(constructor -> constructor.getParameterCount() == 0)) {
            return null;
        }
        return "its constructor takes "
                + Arrays.stream(constructors)
                        .sorted(Comparator.comparingInt(Constructor::getParameterCount)) // Java keeps no order
                        .map(InstantiationCheck::parameters)
                        .collect(Collectors.joining(" or "));
    }

    private static String parameters(Constructor<?> constructor) {
        return Arrays.stream(constructor.getParameterTypes())
                .map(Class::getTypeName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns whether a receiver method needs an instance, because it is not static. */
    private static boolean hasInstanceMethod(Class<?> type) {
        return AnnotatedMethods.of(type).stream().anyMatch(method -> !Modifier.isStatic(method.getModifiers()));
    }
}
