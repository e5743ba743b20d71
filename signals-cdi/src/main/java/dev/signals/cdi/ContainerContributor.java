package dev.signals.cdi;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ReceiverContributor;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.ManagedBeanSettings;
import org.hibernate.resource.beans.container.spi.ExtendedBeanManager;
import org.hibernate.service.spi.ServiceContributor;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate and the library find when a session factory is built. It gives the factory the beans of its container as
 * settings, and connects the observer methods.
 */
public final class ContainerContributor implements ServiceContributor, ReceiverContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder registry) {
        Map<String, Object> settings = HibernateAdapter.settings(registry);
        Object beanManager = beanManager(settings);
        if (!(beanManager instanceof ExtendedBeanManager)) {
            Containers.extension(beanManager)
                    .ifPresent(extension -> extension.settings(settings).forEach(registry::applySetting));
        }
    }

    @Override
    public void contribute(FactorySignals signals) {
        Object beanManager =
                beanManager(((FactoryAccess) signals).sessionFactory().getProperties());
        if (beanManager instanceof ExtendedBeanManager server) {
            server.registerLifecycleListener(new Later(signals));
        } else {
            Containers.extension(beanManager).ifPresent(extension -> extension.connect(signals));
        }
    }

    private static @Nullable Object beanManager(Map<String, Object> settings) {
        return settings.get(ManagedBeanSettings.JAKARTA_CDI_BEAN_MANAGER);
    }

    /** A server such as WildFly builds session factories before it has beans, and says when there are some. */
    private record Later(FactorySignals signals) implements ExtendedBeanManager.LifecycleListener {

        @Override
        public void beanManagerInitialized(BeanManager beanManager) {
            Containers.extension(beanManager).ifPresent(extension -> extension.connect(signals));
        }

        /** Does nothing, because the extension disconnects when its container ends. */
        @Override
        public void beforeBeanManagerDestroyed(BeanManager beanManager) {}
    }
}
