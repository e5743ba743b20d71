package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ReceiverBeans;
import dev.signals.hibernate.ReceiverBeans.Bean;
import dev.signals.hibernate.ReceiverContributor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.BeanConnections;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.receiver.ConnectedMethods;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** The connecting of the receivers that entities, settings and services name. */
public final class ReceiverBootstrap {

    private final SessionFactoryImplementor factory;
    private final FactorySignals signals;
    private final ClassLoaderService classLoaders;
    private final Predicate<Object> isConcerned;

    /**
     * @param isConcerned returns whether a receiver for a sender may be about an entity of the factory; a class, or a name
     */
    public ReceiverBootstrap(
            SessionFactoryImplementor factory,
            FactorySignals signals,
            ClassLoaderService classLoaders,
            Predicate<Object> isConcerned) {
        this.factory = factory;
        this.signals = signals;
        this.classLoaders = classLoaders;
        this.isConcerned = isConcerned;
    }

    /**
     * Connects the receiver classes named by entities, in the order of the entity names, then the receiver classes of
     * the setting, then the other beans of the container, then the receivers of contributors.
     *
     * @param setting the setting {@link SignalSettings#RECEIVERS}
     */
    public void connect(Collection<Class<?>> entities, @Nullable Object setting, ReceiverBeans beans) {
        Predicate<Object> concerns = beans.shared() ? isConcerned : sender -> true;
        List<Bean> others = new ArrayList<>(beans.beans());
        new ReceiverClasses(classLoaders).find(entities, setting).forEach((receivers, namedBy) -> {
            List<Bean> named = others.stream()
                    .filter(bean -> receivers.isAssignableFrom(bean.type()))
                    .toList();
            if (named.isEmpty()) {
                connect(receivers, namedBy);
            }
            connect(named, concerns);
            others.removeAll(named);
        });
        connect(others, concerns);
        classLoaders
                .loadJavaServices(ReceiverContributor.class)
                .forEach(contributor -> contributor.contribute(signals));
    }

    private void connect(List<Bean> beans, Predicate<Object> concerns) {
        BeanConnections connections = BeanConnections.of((FactoryAccess) signals);
        beans.forEach(
                bean -> connections.add(ConnectedMethods.of(signals, bean.type(), bean.instance(), concerns)::close));
    }

    /**
     * Connects a receiver class. The instance is created at its first call, because the objects that a container
     * injects may need the session factory itself.
     */
    private void connect(Class<?> receivers, String namedBy) {
        if (beans().getBeanContainer() == null) {
            InstantiationCheck.check(receivers, namedBy, FactoryName.of(factory));
        }
        ConnectedMethods.of(signals, receivers, () -> instanceOf(receivers));
    }

    private ManagedBeanRegistry beans() {
        return factory.getServiceRegistry().requireService(ManagedBeanRegistry.class);
    }

    /**
     * Creates an instance, one at a time: the registry and Hibernate's part of CDI are made for the single thread that
     * builds a factory.
     */
    private synchronized Object instanceOf(Class<?> receivers) {
        return beans().getBean(receivers).getBeanInstance();
    }
}
