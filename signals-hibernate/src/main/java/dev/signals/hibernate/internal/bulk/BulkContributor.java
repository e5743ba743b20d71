package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.Service;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** The contributor of services that announce bulk statements, for session factories with the setting. */
public final class BulkContributor {

    private BulkContributor() {}

    /** Adds the initiators of these services, if the settings ask for it. */
    public static void contribute(StandardServiceRegistryBuilder registry) {
        initiators(HibernateAdapter.settings(registry)).forEach(registry::addInitiator);
    }

    /** Returns the initiators of these services, if the settings ask for it. */
    public static List<StandardServiceInitiator<?>> initiators(Map<String, Object> settings) {
        return "true".equalsIgnoreCase(String.valueOf(settings.get(SignalSettings.BULK)))
                ? List.of(
                        new Initiator<>(HibernateAdapter.jdbcServices(), SimpleStatements::observe),
                        new Initiator<>(HibernateAdapter.multiTableStrategies(), MultiTableStatements::observe))
                : List.of();
    }

    /** An initiator that creates a service of Hibernate and wraps it. */
    private record Initiator<S extends Service>(StandardServiceInitiator<S> original, UnaryOperator<S> wrapper)
            implements StandardServiceInitiator<S> {

        @Override
        public S initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return wrapper.apply(Objects.requireNonNull(original.initiateService(settings, registry)));
        }

        @Override
        public Class<S> getServiceInitiated() {
            return original.getServiceInitiated();
        }
    }
}
