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

    ReceiverBeanCheck(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (ReceiverBeanFinder.Found bean : new ReceiverBeanFinder(beans).find()) {
            Object instance = beans.getSingleton(bean.name());
            String fault = instance == null ? null : fault(bean.type(), instance);
            if (fault != null) {
                throw new BeanCreationException(bean.name(), "cannot be a receiver: " + fault);
            }
        }
    }

    private static @Nullable String fault(Class<?> type, Object instance) {
        if (!type.isInstance(instance)) {
            return AopUtils.isJdkDynamicProxy(instance)
                    ? "the proxy before it has its interfaces, but not the methods of " + type.getName()
                            + "; set spring.aop.proxy-target-class=true, or move the receivers to a bean of their own"
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
