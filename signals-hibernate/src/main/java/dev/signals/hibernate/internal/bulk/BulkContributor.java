package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.Service;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Has Hibernate's services tell of bulk statements where a factory asks for it. */
public final class BulkContributor {

    private BulkContributor() {}

    /** Adds what makes those services, if the settings ask for it. */
    public static void contribute(StandardServiceRegistryBuilder registry) {
        Map<String, Object> settings = HibernateAdapter.settings(registry);
        if ("true".equalsIgnoreCase(String.valueOf(settings.get(SignalSettings.BULK)))) {
            registry.addInitiator(new Initiator<>(HibernateAdapter.jdbcServices(), SimpleStatements::watch));
            registry.addInitiator(
                    new Initiator<>(HibernateAdapter.multiTableStrategies(), MultiTableStatements::watch));
        }
    }

    /** Makes the service of Hibernate, and something around it. */
    private record Initiator<S extends Service>(StandardServiceInitiator<S> own, UnaryOperator<S> around)
            implements StandardServiceInitiator<S> {

        @Override
        public S initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return around.apply(Objects.requireNonNull(own.initiateService(settings, registry)));
        }

        @Override
        public Class<S> getServiceInitiated() {
            return own.getServiceInitiated();
        }
    }
}
