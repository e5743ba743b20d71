package dev.signals.hibernate.internal;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.internal.dispatch.CollectionAttributes;
import dev.signals.hibernate.internal.dispatch.EntitySenders;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.hooks.Hooks;
import dev.signals.hibernate.internal.registry.ReceiversAtBoot;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.spring.Spring;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Any;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Value;

/** Found by Hibernate through {@link java.util.ServiceLoader}; wires each session factory once. */
public final class SignalsIntegrator implements Integrator {

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        Map<String, Object> settings = bootstrapContext
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
        if (!flag(settings, ModelSignals.ENABLED, true)) {
            return;
        }
        EntitySenders senders = new EntitySenders(
                sessionFactory.getName(), entityClasses(metadata), new CollectionAttributes(collections(metadata)));
        SessionStates states = new SessionStates(Spring.savepoints());
        FactorySignals signals = new FactorySignals(states, senders);
        for (Connection connection : signals.connections()) {
            senders.checkOfProcess(connection);
        }
        sessionFactory.addObserver(signals.backgroundCalls());
        Hooks.register(sessionFactory, signals, senders, states, flag(settings, ModelSignals.STRICT, false));
        ClassLoaderService classLoaders =
                bootstrapContext.getServiceRegistry().requireService(ClassLoaderService.class);
        new ReceiversAtBoot(sessionFactory, signals, classLoaders)
                .connect(entityClasses(metadata), settings.get(ModelSignals.RECEIVERS));
    }

    private static boolean flag(Map<String, Object> settings, String name, boolean byDefault) {
        Object setting = settings.get(name);
        if (setting == null) {
            return byDefault;
        }
        return switch (setting.toString().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "setting " + name + " is \"" + setting + "\"; valid are true and false");
        };
    }

    private static List<CollectionAttributes.Attribute> collections(Metadata metadata) {
        return metadata.getCollectionBindings().stream()
                .filter(collection -> collection.getOwner().getClassName() != null)
                .map(SignalsIntegrator::attribute)
                .toList();
    }

    private static CollectionAttributes.Attribute attribute(Collection collection) {
        Value element = collection.getElement();
        return new CollectionAttributes.Attribute(
                collection.getOwner().getMappedClass(),
                collection.getRole().substring(collection.getOwnerEntityName().length() + 1),
                element instanceof ManyToOne || element instanceof Any,
                collection.isInverse() ? collection.getMappedByProperty() : null,
                element.getType().getReturnedClass().getName());
    }

    private static Set<Class<?>> entityClasses(Metadata metadata) {
        return metadata.getEntityBindings().stream()
                .filter(binding -> binding.getClassName() != null)
                .<Class<?>>map(PersistentClass::getMappedClass)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
