package dev.signals.spring.boot;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.ReceiverBeans;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Gives each persistence unit the settings, right before its session factory is built, and with them the beans of the application
 * context that are receivers. Beans are called by what the session factory sends, so they must be connected before anything is
 * written, but not be created: they may need the session factory themselves.
 *
 * <p>It comes before other post-processors, because some of them need the session factory, which is then built early. It comes
 * after the binding of properties.
 */
final class PersistenceUnitSettings implements BeanPostProcessor, PriorityOrdered {

    private static final int AFTER_PROPERTIES = Ordered.HIGHEST_PRECEDENCE + 100;

    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<SignalsProperties> properties;

    /** The names of the beans that the last persistence unit got; null before. */
    private volatile @Nullable Set<String> handedOver;

    PersistenceUnitSettings(ConfigurableListableBeanFactory beans, ObjectProvider<SignalsProperties> properties) {
        this.beans = beans;
        this.properties = properties;
    }

    /** Returns whether a bean was handed over; true as long as none was, because there is no persistence unit. */
    boolean mayCall(String name) {
        Set<String> names = handedOver;
        return names == null || names.contains(name);
    }

    @Override
    public int getOrder() {
        return AFTER_PROPERTIES;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof AbstractEntityManagerFactoryBean unit) {
            Map<String, Object> given = unit.getJpaPropertyMap();
            settings().forEach(given::putIfAbsent);
        }
        return bean;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(HibernateSettings.of(properties.getObject()));
        settings.put(SignalSettings.BEANS, receivers());
        ReceiverExecutor executor =
                beans.getBeanProvider(ReceiverExecutor.class).getIfUnique();
        if (executor != null) {
            settings.put(SignalSettings.EXECUTOR, executor);
        }
        List<ContextProvider> providers = Arrays.stream(beans.getBeanNamesForType(ContextProvider.class, true, false))
                .<ContextProvider>map(name -> new ContextBean(name, beans))
                .toList();
        if (!providers.isEmpty()) {
            settings.put(SignalSettings.CONTEXT, providers);
        }
        return settings;
    }

    private ReceiverBeans receivers() {
        List<ReceiverBeanFinder.Found> found = new ReceiverBeanFinder(beans).find();
        Set<String> names = found.stream().map(ReceiverBeanFinder.Found::name).collect(Collectors.toSet());
        handedOver = names;
        boolean shared = beans.getBeanNamesForType(AbstractEntityManagerFactoryBean.class, true, false).length > 1;
        return new ReceiverBeans(
                found.stream()
                        .map(bean -> new ReceiverBeans.Bean(bean.type(), () -> beans.getBean(bean.name())))
                        .toList(),
                shared);
    }

    /** A context provider among the beans, which is created when it is first asked. */
    private record ContextBean(String name, BeanFactory beans) implements ContextProvider {

        @Override
        public Map<String, ?> context() {
            try {
                return beans.getBean(name, ContextProvider.class).context();
            } catch (RuntimeException e) {
                throw new IllegalStateException("context provider bean \"" + name + "\" failed", e);
            }
        }
    }
}
