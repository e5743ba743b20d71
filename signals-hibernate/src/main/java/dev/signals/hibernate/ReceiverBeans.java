package dev.signals.hibernate;

import java.util.List;
import java.util.function.Supplier;

/**
 * The beans of a container that have {@linkplain Receiver receiver methods}: for integrations of containers, which set it in code
 * as {@link SignalSettings#BEANS}. Users of Spring Boot have {@code signals-spring-boot-starter}, users of
 * Quarkus {@code signals-quarkus}, which do.
 *
 * <p>The beans are connected when the session factory is built, behind the classes that entities and settings name. Where these
 * name the class of a bean, or a superclass of it, the bean is called, and no other instance is made.
 *
 * @param beans the beans, in the order in which they are connected
 * @param shared whether other session factories call these beans too. Then only those methods are connected that may be about
 *     entities of the factory at hand. Otherwise a method that is about no entity of it is refused.
 */
public record ReceiverBeans(List<Bean> beans, boolean shared) {

    /** Copies the list. */
    public ReceiverBeans {
        beans = List.copyOf(beans);
    }

    /**
     * One bean.
     *
     * @param type the class with the receiver methods; the instance may be a proxy that extends it
     * @param instance returns the instance; asked when the first method is called
     */
    public record Bean(Class<?> type, Supplier<?> instance) {}
}
