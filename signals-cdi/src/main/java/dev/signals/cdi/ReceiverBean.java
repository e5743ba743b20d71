package dev.signals.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bean with receiver methods. All session factories call one instance; for a bean with a normal scope it is the proxy. */
final class ReceiverBean implements Supplier<Object> {

    private final Class<?> receivers;
    private final Bean<?> bean;
    private final Type type;
    private final BeanManager beanManager;
    private @Nullable CreationalContext<?> context;
    private @Nullable Object instance;

    /**
     * @param receivers the class with the receiver methods
     * @param type the bean type of this class
     */
    ReceiverBean(Class<?> receivers, Bean<?> bean, Type type, BeanManager beanManager) {
        this.receivers = receivers;
        this.bean = bean;
        this.type = type;
        this.beanManager = beanManager;
    }

    Class<?> receivers() {
        return receivers;
    }

    /** Returns the class of the bean, or the class that has its producer. */
    Class<?> declaredIn() {
        return bean.getBeanClass();
    }

    /** Returns the names of the receiver methods as connections have them. */
    Stream<String> methodNames() {
        return ReceiverBeanReader.receiverMethods(receivers)
                .map(method -> method.getDeclaringClass().getName() + "." + method.getName());
    }

    @Override
    public synchronized Object get() {
        Object present = instance;
        if (present == null) {
            CreationalContext<?> created = beanManager.createCreationalContext(bean);
            present = Objects.requireNonNull(beanManager.getReference(bean, type, created), "bean");
            context = created;
            instance = present;
        }
        return present;
    }

    /** Destroys the instance if it belongs to nobody else, as a dependent one does. */
    synchronized void release() {
        if (context != null) {
            context.release();
            context = null;
            instance = null;
        }
    }
}
