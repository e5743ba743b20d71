package dev.signals.spring.boot;

import dev.signals.hibernate.Receiver;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the beans that have receiver methods. It creates none of them. */
final class ReceiverBeanFinder {

    private final ConfigurableListableBeanFactory beans;

    ReceiverBeanFinder(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * A bean with receiver methods.
     *
     * @param type its class, without proxies
     */
    record Found(String name, Class<?> type) {}

    /** Returns the beans in the order in which they were defined. */
    List<Found> find() {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(beans.getBeanDefinitionNames()));
        names.addAll(Arrays.asList(beans.getSingletonNames()));
        List<Found> found = new ArrayList<>();
        for (String name : names) {
            Class<?> type = typeOf(name);
            if (type != null && !receiverMethods(type).isEmpty()) {
                found.add(new Found(called(name), type));
            }
        }
        return found;
    }

    /** Returns the name of the bean that is called: for one that lives in a scope, that of the proxy before it. */
    private static String called(String name) {
        return ScopedProxyUtils.isScopedTarget(name) ? ScopedProxyUtils.getOriginalBeanName(name) : name;
    }

    static Set<Method> receiverMethods(Class<?> type) {
        return AnnotationUtils.isCandidateClass(type, Receiver.class)
                ? MethodIntrospector.selectMethods(
                        type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, Receiver.class))
                : Set.of();
    }

    private @Nullable Class<?> typeOf(String name) {
        if (beans.containsBeanDefinition(name)
                && beans.getMergedBeanDefinition(name).isAbstract()) {
            return null;
        }
        Class<?> type = beans.getType(name, false);
        if (type == null || AnnotationUtils.isCandidateClass(type, Receiver.class)) {
            Class<?> target = AutoProxyUtils.determineTargetClass(beans, name);
            return target == null ? type : target;
        }
        return null;
    }
}
