package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.bulk.BulkContributor;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.timeline.TimelineContributor;
import java.util.Map;
import org.hibernate.Version;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Where Hibernate enters the library, by way of {@link java.util.ServiceLoader}. Decides whether it runs at all.
 *
 * <p>Hibernate 5, 6 and 8 load this class too. It uses only what all of them have, and everything else of the library is
 * linked after the version has been checked.
 */
public final class SignalsBootstrap implements Integrator, ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder registry) {
        // Silent about a version that is not supported: integrate() follows, and knows whether the library is switched
        // off.
        if (HibernateVersions.isSupported(Version.getVersionString())) {
            contributeNow(registry);
        }
    }

    private static void contributeNow(StandardServiceRegistryBuilder registry) {
        if (isEnabled(HibernateAdapter.settings(registry))) {
            BulkContributor.contribute(registry);
            TimelineContributor.contribute(registry);
        }
    }

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor factory) {
        if (isEnabled(factory.getProperties())) {
            HibernateVersions.check(Version.getVersionString());
            UnknownSettings.warn(factory.getProperties());
            new SignalsIntegrator().integrate(metadata, bootstrapContext, factory);
        }
    }

    /** What Hibernate 5 calls. */
    public void integrate(
            Metadata metadata, SessionFactoryImplementor factory, SessionFactoryServiceRegistry serviceRegistry) {
        if (isEnabled(factory.getProperties())) {
            HibernateVersions.check(Version.getVersionString());
        }
    }

    /** Does nothing; up to Hibernate 6 there is no default. */
    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry serviceRegistry) {
        // what is registered goes with the factory
    }

    private static boolean isEnabled(Map<String, Object> settings) {
        return !"false".equalsIgnoreCase(String.valueOf(settings.get(SignalSettings.ENABLED)));
    }
}
