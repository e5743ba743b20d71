package dev.signals.cdi;

import dev.signals.hibernate.Receiver;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the beans that have receiver methods, and checks that these can be called. It creates none of them. */
final class ReceiverBeanReader {

    private final BeanManager beanManager;

    ReceiverBeanReader(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    /**
     * Reads a bean.
     *
     * @return empty if it has no receiver method
     * @throws IllegalArgumentException if it has one that cannot be called
     */
    Optional<ReceiverBean> read(ProcessBean<?> found) {
        Bean<?> bean = found.getBean();
        if (bean instanceof Interceptor<?> || bean instanceof Decorator<?>) {
            return Optional.empty();
        }
        List<Type> types = bean.getTypes().stream()
                .filter(each -> hasReceivers(ObservedType.raw(each)))
                .toList();
        if (found instanceof ProcessManagedBean<?>) {
            checkTypes(bean, types);
        }
        return types.stream()
                .filter(each -> types.stream().noneMatch(other -> isSubclass(other, each)))
                .findFirst()
                .map(type -> {
                    checkMethods(bean, ObservedType.raw(type));
                    return new ReceiverBean(ObservedType.raw(type), bean, type, beanManager);
                });
    }

    private static void checkTypes(Bean<?> bean, List<Type> types) {
        Class<?> type = bean.getBeanClass();
        if (hasReceivers(type) && types.stream().noneMatch(each -> ObservedType.raw(each) == type)) {
            throw new IllegalArgumentException("bean " + type.getName() + " cannot be a receiver: its class, which has"
                    + " receiver methods, is none of its bean types; add the class to @Typed, or @LocalBean to a session"
                    + " bean");
        }
    }

    private void checkMethods(Bean<?> bean, Class<?> type) {
        if (beanManager.isNormalScope(bean.getScope())) {
            receiverMethods(type)
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method ->
                            Modifier.isPrivate(method.getModifiers()) || Modifier.isFinal(method.getModifiers()))
                    .findFirst()
                    .ifPresent(method -> {
                        throw new IllegalArgumentException("bean " + type.getName()
                                + " cannot be a receiver: its method "
                                + method.getName() + " is "
                                + (Modifier.isPrivate(method.getModifiers()) ? "private" : "final")
                                + ", and the proxy of @" + bean.getScope().getSimpleName()
                                + " only passes on methods that it can override; make it neither private nor final");
                    });
        }
    }

    private static boolean isSubclass(Type type, Type of) {
        return type != of && ObservedType.raw(of).isAssignableFrom(ObservedType.raw(type));
    }

    private static boolean hasReceivers(Class<?> type) {
        return receiverMethods(type).findAny().isPresent();
    }

    /** Returns the receiver methods of a class, including inherited ones. */
    static Stream<Method> receiverMethods(@Nullable Class<?> type) {
        if (type == null || type == Object.class) {
            return Stream.empty();
        }
        return Stream.of(
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> method.isAnnotationPresent(Receiver.class) && !method.isBridge()),
                        receiverMethods(type.getSuperclass()),
                        Arrays.stream(type.getInterfaces()).flatMap(ReceiverBeanReader::receiverMethods))
                .flatMap(methods -> methods);
    }
}
