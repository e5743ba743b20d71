package dev.signals.spring.boot;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Refuses beans whose receiver methods cannot be called, because of the proxies before them. */
final class ReceiverBeanCheck implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;
    private final PersistenceUnitSettings units;

    ReceiverBeanCheck(ConfigurableListableBeanFactory beans, PersistenceUnitSettings units) {
        this.beans = beans;
        this.units = units;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (ReceiverBeanFinder.Found bean : new ReceiverBeanFinder(beans).find()) {
            Object instance = beans.getSingleton(bean.name());
            String fault = instance == null ? null : fault(bean, instance);
            if (fault != null) {
                throw new BeanCreationException(bean.name(), "cannot be a receiver: " + fault);
            }
        }
    }

    private @Nullable String fault(ReceiverBeanFinder.Found bean, Object instance) {
        return units.mayCall(bean.name())
                ? fault(bean.type(), instance)
                : "its definition does not say that it is of " + bean.type().getName()
                        + ", which has receiver methods; declare that class as the result of its @Bean method";
    }

    private static @Nullable String fault(Class<?> type, Object instance) {
        if (!type.isInstance(instance)) {
            return AopUtils.isJdkDynamicProxy(instance)
                    ? "the proxy before it is no " + type.getName()
                            + ", but has only its interfaces; set spring.aop.proxy-target-class=true, or move the receivers to a bean of their own"
                    : null; // a factory bean
        }
        if (!AopUtils.isCglibProxy(instance)) {
            return null;
        }
        for (Method method : ReceiverBeanFinder.receiverMethods(type)) {
            int modifiers = method.getModifiers();
            if (!Modifier.isStatic(modifiers) && (Modifier.isPrivate(modifiers) || Modifier.isFinal(modifiers))) {
                return "its method " + method.getName() + " is "
                        + (Modifier.isPrivate(modifiers) ? "private" : "final")
                        + ", and the proxy before it only passes on methods that it can override";
            }
        }
        return null;
    }
}
