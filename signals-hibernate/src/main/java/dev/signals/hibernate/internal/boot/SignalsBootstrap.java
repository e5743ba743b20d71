package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.bulk.BulkContributor;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.timeline.TimelineContributor;
import dev.signals.hibernate.internal.walk.SharedDirtyCheck;
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
 * The entry point of the library, which Hibernate calls by {@link java.util.ServiceLoader}. It decides whether the library runs.
 *
 * <p>Hibernate 5, 6 and 8 load this class too. It uses only API that all of them have. All other classes of the library are
 * linked after the version has been checked.
 */
public final class SignalsBootstrap implements Integrator, ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder registry) {
        // Silent about an unsupported version: integrate() follows, and knows whether the library is switched off.
        if (HibernateVersions.isSupported(Version.getVersionString())) {
            contributeNow(registry);
        }
    }

    private static void contributeNow(StandardServiceRegistryBuilder registry) {
        if (isEnabled(HibernateAdapter.settings(registry))) {
            BulkContributor.contribute(registry);
            TimelineContributor.contribute(registry);
            SharedDirtyCheck.contribute(registry);
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

    /** The integration method that Hibernate 5 calls. */
    public void integrate(
            Metadata metadata, SessionFactoryImplementor factory, SessionFactoryServiceRegistry serviceRegistry) {
        if (isEnabled(factory.getProperties())) {
            HibernateVersions.check(Version.getVersionString());
        }
    }

    /** Does nothing. Up to Hibernate 6 the method has no default. */
    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry serviceRegistry) {
        // listeners are dropped together with the factory
    }

    private static boolean isEnabled(Map<String, Object> settings) {
        return !"false".equalsIgnoreCase(String.valueOf(settings.get(SignalSettings.ENABLED)));
    }
}
