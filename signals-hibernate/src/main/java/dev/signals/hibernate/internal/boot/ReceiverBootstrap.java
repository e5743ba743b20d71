package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ReceiverContributor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.receiver.ConnectedMethods;
import java.util.Collection;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** Connects what entities, services and settings name. */
public final class ReceiverBootstrap {

    private final SessionFactoryImplementor factory;
    private final FactorySignals signals;
    private final ClassLoaderService classLoaders;

    public ReceiverBootstrap(
            SessionFactoryImplementor factory, FactorySignals signals, ClassLoaderService classLoaders) {
        this.factory = factory;
        this.signals = signals;
        this.classLoaders = classLoaders;
    }

    /**
     * Connects all of them: those of entities by name of the entity, those of the setting, then contributors.
     *
     * @param setting the setting {@link SignalSettings#RECEIVERS}
     */
    public void connect(Collection<Class<?>> entities, @Nullable Object setting) {
        ManagedBeanRegistry beans = factory.getServiceRegistry().requireService(ManagedBeanRegistry.class);
        new ReceiverClasses(classLoaders).find(entities, setting).forEach((receivers, namedBy) -> {
            if (beans.getBeanContainer() == null) {
                InstantiationCheck.check(receivers, namedBy, factory.getName());
            }
            connect(receivers);
        });
        classLoaders
                .loadJavaServices(ReceiverContributor.class)
                .forEach(contributor -> contributor.contribute(signals));
    }

    /** Not before the first call: what a container injects may need the session factory itself. */
    private void connect(Class<?> receivers) {
        ConnectedMethods.of(signals, receivers, () -> instanceOf(receivers));
    }

    /** One at a time: the registry, and Hibernate's part of CDI, are made for the one thread that builds a factory. */
    private synchronized Object instanceOf(Class<?> receivers) {
        return factory.getServiceRegistry()
                .requireService(ManagedBeanRegistry.class)
                .getBean(receivers)
                .getBeanInstance();
    }
}
