package dev.signals.cdi;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.ReceiverBeans;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.FactoryAccess;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The portable extension, which the container finds. It collects observer methods and beans, and connects them to each session
 * factory: when the factory is built, or when the container has started if the factory was built before.
 */
public final class SignalsExtension implements Extension {

    private final List<SignalObserver> observers = new ArrayList<>();
    private final List<ReceiverBean> beans = new ArrayList<>();

    /** The classes of beans in whose place there are others. Weld reports these beans too, but not their observers. */
    private final Set<Class<?>> specialized = new HashSet<>();

    private final Set<FactoryConnections> factories = new LinkedHashSet<>();

    /** Session factories that were built while the container was starting. */
    private final List<FactorySignals> waiting = new ArrayList<>();

    private boolean makesSignals = true;

    /** Null before the container has started, and after it has ended. The observers and beans do not change from then on. */
    private volatile @Nullable BeanManager started;

    /** Reads an observer method as the other extensions leave it. */
    void observer(@Observes @Priority(Integer.MAX_VALUE) ProcessObserverMethod<?, ?> found) {
        try {
            ObserverReader.read(found).ifPresent(observers::add);
        } catch (IllegalArgumentException e) {
            found.addDefinitionError(e);
        }
    }

    void bean(@Observes ProcessBean<?> found, BeanManager beanManager) {
        if (found.getBean().getTypes().contains(FactorySignals.class)
                && found.getBean().getQualifiers().contains(Default.Literal.INSTANCE)) {
            makesSignals = false;
        }
        if (found instanceof ProcessManagedBean<?> managed
                && managed.getAnnotatedBeanClass().isAnnotationPresent(Specializes.class)) {
            specialized.add(managed.getBean().getBeanClass().getSuperclass());
        }
        try {
            new ReceiverBeanReader(beanManager).read(found).ifPresent(beans::add);
        } catch (IllegalArgumentException e) {
            found.addDefinitionError(e);
        }
    }

    /** Lets the signals be injected, unless the application has a bean of its own for that. */
    void signals(@Observes AfterBeanDiscovery discovered) {
        if (makesSignals) {
            discovered
                    .<FactorySignals>addBean()
                    .types(FactorySignals.class)
                    .scope(Dependent.class)
                    .produceWith(instances -> ModelSignals.of(
                            instances.select(EntityManagerFactory.class).get()));
        }
    }

    /** Connects the session factories that are there already. */
    synchronized void start(@Observes AfterDeploymentValidation validated, BeanManager beanManager) {
        // the container gives no order, so that the order of the calls would differ between two starts
        observers.sort(Comparator.comparing(SignalObserver::name)
                .thenComparing(observer -> observer.method().getObservedType().getTypeName()));
        beans.removeIf(bean -> specialized.contains(bean.declaredIn()));
        beans.sort(Comparator.comparing(bean -> bean.receivers().getName()));
        started = beanManager;
        try {
            waiting.forEach(signals -> connect(signals, beanManager));
        } catch (RuntimeException e) {
            validated.addDeploymentProblem(e);
        }
        waiting.clear();
    }

    /** Disconnects everything, because a session factory may outlive the container. */
    synchronized void end(@Observes BeforeShutdown shutdown) {
        started = null;
        factories.forEach(FactoryConnections::close);
        factories.clear();
        beans.forEach(ReceiverBean::release);
    }

    /**
     * Gives a session factory that is about to be built the beans of the container. Before the container has started they are not
     * known, and {@link #connect(FactorySignals)} connects them later. It holds no lock, because it creates beans.
     *
     * @param settings the settings that the factory has
     */
    Map<String, Object> settings(Map<String, Object> settings) {
        BeanManager beanManager = started;
        if (beanManager == null) {
            return Map.of();
        }
        Map<String, Object> added = new LinkedHashMap<>();
        added.put(
                SignalSettings.BEANS,
                new ReceiverBeans(
                        beans.stream()
                                .map(bean -> new ReceiverBeans.Bean(bean.receivers(), bean))
                                .toList(),
                        true));
        Instance<Object> instances = beanManager.createInstance();
        Instance<ReceiverExecutor> executor = instances.select(ReceiverExecutor.class);
        if (executor.isResolvable()) {
            added.put(SignalSettings.EXECUTOR, executor.get());
        }
        List<ContextProvider> providers = instances
                .select(ContextProvider.class)
                .handlesStream()
                .sorted(Comparator.comparing(
                        handle -> handle.getBean().getBeanClass().getName()))
                .<ContextProvider>map(handle -> () -> handle.get().context())
                .toList();
        if (!providers.isEmpty()) {
            added.put(SignalSettings.CONTEXT, providers);
        }
        added.keySet().removeAll(settings.keySet());
        return added;
    }

    /** Connects a session factory, at once or as soon as the container has started. */
    synchronized void connect(FactorySignals signals) {
        BeanManager beanManager = started;
        if (beanManager == null) {
            waiting.add(signals);
        } else {
            connect(signals, beanManager);
        }
    }

    private void connect(FactorySignals signals, BeanManager beanManager) {
        FactoryAccess access = (FactoryAccess) signals;
        if (access.sessionFactory().isClosed()) { // one that had to wait, for instance to create tables only
            return;
        }
        FactoryConnections connections =
                access.extension(FactoryConnections.class, () -> new FactoryConnections(signals, this::forget));
        factories.add(connections);
        connections.connectObservers(observers, beanManager);
        Object given = access.sessionFactory().getProperties().get(SignalSettings.BEANS);
        if (given == null) {
            connections.connectBeans(beans);
        } else if (isOurs(given)) {
            connections.keepBeans();
        }
    }

    /** The application may have beans of another container in the setting, which end with that one. */
    private boolean isOurs(Object setting) {
        return setting instanceof ReceiverBeans given
                && given.beans().stream().map(ReceiverBeans.Bean::instance).allMatch(beans::contains);
    }

    private synchronized void forget(FactoryConnections connections) {
        factories.remove(connections);
    }
}
