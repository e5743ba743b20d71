package dev.signals.spring.boot;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/** Makes beans receivers, and gives the settings to the persistence units. */
@AutoConfiguration(afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({AbstractEntityManagerFactoryBean.class, EntityManagerFactory.class})
@EnableConfigurationProperties(SignalsProperties.class)
public class SignalsAutoConfiguration {

    @Bean
    static PersistenceUnitSettings signalsPersistenceUnitSettings(
            ConfigurableListableBeanFactory beans, ObjectProvider<SignalsProperties> properties) {
        return new PersistenceUnitSettings(beans, properties);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
    static ReceiverBeanCheck signalsReceiverBeanCheck(
            ConfigurableListableBeanFactory beans, PersistenceUnitSettings units) {
        return new ReceiverBeanCheck(beans, units);
    }

    @Bean
    static PersistenceUnits signalsPersistenceUnits(ListableBeanFactory beans) {
        return new PersistenceUnits(beans);
    }

    @Bean
    AsynchronousCallsLifecycle signalsAsynchronousCallsLifecycle(PersistenceUnits units) {
        return new AsynchronousCallsLifecycle(units);
    }

    /** The signals of the persistence unit; null, which counts as no bean, if it sends none. */
    @Bean
    @ConditionalOnSingleCandidate(EntityManagerFactory.class)
    @ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
    @ConditionalOnMissingBean
    @Nullable
    FactorySignals signalsOfFactory(EntityManagerFactory factory) {
        return PersistenceUnits.sendsSignals(factory) ? ModelSignals.of(factory) : null;
    }
}
