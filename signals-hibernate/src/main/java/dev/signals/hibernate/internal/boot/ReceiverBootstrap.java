package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ReceiverContributor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.receiver.ConnectedMethods;
import java.util.Collection;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** The connecting of the receivers that entities, settings and services name. */
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
     * Connects the receiver classes named by entities, in the order of the entity names, then the receiver classes of
     * the setting, then the receivers of contributors.
     *
     * @param setting the setting {@link SignalSettings#RECEIVERS}
     */
    public void connect(Collection<Class<?>> entities, @Nullable Object setting) {
        ManagedBeanRegistry beans = factory.getServiceRegistry().requireService(ManagedBeanRegistry.class);
        new ReceiverClasses(classLoaders).find(entities, setting).forEach((receivers, namedBy) -> {
            if (beans.getBeanContainer() == null) {
                InstantiationCheck.check(receivers, namedBy, FactoryName.of(factory));
            }
            connect(receivers);
        });
        classLoaders
                .loadJavaServices(ReceiverContributor.class)
                .forEach(contributor -> contributor.contribute(signals));
    }

    /**
     * Connects a receiver class. The instance is created at its first call, because the objects that a container
     * injects may need the session factory itself.
     */
    private void connect(Class<?> receivers) {
        ConnectedMethods.of(signals, receivers, () -> instanceOf(receivers));
    }

    /**
     * Creates an instance, one at a time: the registry and Hibernate's part of CDI are made for the single thread that
     * builds a factory.
     */
    private synchronized Object instanceOf(Class<?> receivers) {
        return factory.getServiceRegistry()
                .requireService(ManagedBeanRegistry.class)
                .getBean(receivers)
                .getBeanInstance();
    }
}
