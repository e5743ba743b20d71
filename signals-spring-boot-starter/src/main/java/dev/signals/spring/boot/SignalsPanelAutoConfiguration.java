package dev.signals.spring.boot;

import dev.signals.hibernate.SignalSettings;
import dev.signals.panel.PanelOptions;
import dev.signals.panel.SignalPanel;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/** Serves the signals panel, during development and if it is asked for. */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass({SignalPanel.class, AbstractEntityManagerFactoryBean.class})
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "signals.panel.enabled")
public class SignalsPanelAutoConfiguration {

    /** Says why there is no panel. */
    @Bean
    static SmartInitializingSingleton signalsPanelRefusal(Environment environment) {
        return () -> OnDevelopment.productionProfile(environment)
                .ifPresent(profile -> LogFactory.getLog(SignalsPanelAutoConfiguration.class)
                        .warn("signals.panel.enabled is ignored, because the profile \"" + profile
                                + "\" is active; remove the property there"));
    }

    /** What there is during development. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnDevelopment.class)
    @EnableConfigurationProperties(PanelProperties.class)
    static class Development {

        /** Lets the panel see statements, unless the application has said otherwise. */
        @Bean
        static BeanPostProcessor signalsPanelTimeline() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof AbstractEntityManagerFactoryBean unit) {
                        unit.getJpaPropertyMap().putIfAbsent(SignalSettings.TIMELINE, true);
                    }
                    return bean;
                }
            };
        }

        @Bean
        @Lazy(false)
        @ConditionalOnMissingBean
        @ConditionalOnBean(value = EntityManagerFactory.class, search = SearchStrategy.CURRENT)
        SignalPanel signalsPanel(ObjectProvider<EntityManagerFactory> factories, PanelProperties properties) {
            return SignalPanel.serve(factories.stream().toList(), options(properties));
        }

        private static PanelOptions options(PanelProperties properties) {
            PanelOptions options = PanelOptions.defaults();
            if (properties.port() != null) {
                options = options.port(properties.port());
            }
            if (properties.values()) {
                options = options.withValues();
            }
            return properties.entries() == null ? options : options.keeping(properties.entries());
        }
    }
}
