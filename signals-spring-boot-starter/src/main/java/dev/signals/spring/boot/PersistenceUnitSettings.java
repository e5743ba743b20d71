package dev.signals.spring.boot;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.ReceiverBeans;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Gives each persistence unit the settings, right before its session factory is built, and with them the beans of the application
 * context that are receivers. Beans are called by what the session factory sends, so they must be connected before anything is
 * written, but not be created: they may need the session factory themselves.
 */
final class PersistenceUnitSettings implements BeanPostProcessor {

    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<SignalsProperties> properties;

    PersistenceUnitSettings(ConfigurableListableBeanFactory beans, ObjectProvider<SignalsProperties> properties) {
        this.beans = beans;
        this.properties = properties;
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
        if (beans.getBeanNamesForType(ContextProvider.class, true, false).length > 0) {
            settings.put(SignalSettings.CONTEXT, new ContextBeans(beans.getBeanProvider(ContextProvider.class)));
        }
        return settings;
    }

    private ReceiverBeans receivers() {
        List<ReceiverBeans.Bean> found = new ReceiverBeanFinder(beans)
                .find().stream()
                        .map(bean -> new ReceiverBeans.Bean(bean.type(), () -> beans.getBean(bean.name())))
                        .toList();
        boolean shared = beans.getBeanNamesForType(AbstractEntityManagerFactoryBean.class, true, false).length > 1;
        return new ReceiverBeans(found, shared);
    }

    /** All context providers among the beans, asked in their order. They are created when they are first asked. */
    private record ContextBeans(ObjectProvider<ContextProvider> providers) implements ContextProvider {

        @Override
        public Map<String, ?> context() {
            Map<String, Object> values = new LinkedHashMap<>();
            providers.orderedStream().forEach(provider -> values.putAll(provider.context()));
            return values;
        }
    }
}
