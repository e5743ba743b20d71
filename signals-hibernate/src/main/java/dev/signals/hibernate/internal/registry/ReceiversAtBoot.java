package dev.signals.hibernate.internal.registry;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.ReceiverContributor;
import dev.signals.hibernate.Receivers;
import dev.signals.hibernate.Registration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** Connects what entities, services and settings name. */
public final class ReceiversAtBoot {

    private final SessionFactoryImplementor factory;
    private final ModelSignals signals;
    private final ClassLoaderService classLoaders;

    public ReceiversAtBoot(SessionFactoryImplementor factory, ModelSignals signals, ClassLoaderService classLoaders) {
        this.factory = factory;
        this.signals = signals;
        this.classLoaders = classLoaders;
    }

    /**
     * Connects all of them: those of entities by name of the entity, those of the setting, then contributors.
     *
     * @param setting the setting {@link ModelSignals#RECEIVERS}
     */
    public void connect(Collection<Class<?>> entities, @Nullable Object setting) {
        Set<Class<?>> named = new LinkedHashSet<>();
        entities.stream().sorted(Comparator.comparing(Class::getName)).forEach(entity -> addNamedBy(entity, named));
        named.addAll(namedBy(setting));
        named.forEach(this::connect);
        classLoaders
                .loadJavaServices(ReceiverContributor.class)
                .forEach(contributor -> contributor.contribute(signals));
    }

    /** Not before the first call: what a container injects may need the session factory itself. */
    private void connect(Class<?> receivers) {
        Registration.of(signals, receivers, () -> instanceOf(receivers));
    }

    /** One at a time: the registry, and Hibernate's part of CDI, are made for the one thread that builds a factory. */
    private synchronized Object instanceOf(Class<?> receivers) {
        return factory.getServiceRegistry()
                .requireService(ManagedBeanRegistry.class)
                .getBean(receivers)
                .getBeanInstance();
    }

    private static void addNamedBy(@Nullable Class<?> type, Set<Class<?>> named) {
        if (type != null) {
            addNamedBy(type.getSuperclass(), named);
            Arrays.stream(type.getInterfaces()).forEach(implemented -> addNamedBy(implemented, named));
            Receivers annotation = type.getDeclaredAnnotation(Receivers.class);
            if (annotation != null) {
                named.addAll(Arrays.asList(annotation.value()));
            }
        }
    }

    private Set<Class<?>> namedBy(@Nullable Object setting) {
        Set<Class<?>> named = new LinkedHashSet<>();
        if (setting != null) {
            Pattern.compile(",")
                    .splitAsStream(setting.toString())
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> named.add(find(name)));
        }
        return named;
    }

    private Class<?> find(String name) {
        try {
            return classLoaders.classForName(name);
        } catch (ClassLoadingException e) {
            throw new IllegalArgumentException(
                    "setting " + ModelSignals.RECEIVERS + " names class " + name
                            + ", which is not found; give full class names, with commas between them",
                    e);
        }
    }
}
