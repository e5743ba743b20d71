package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.bulk.BulkActivation;
import dev.signals.hibernate.internal.bulk.BulkAnnouncer;
import dev.signals.hibernate.internal.bulk.BulkPolicies;
import dev.signals.hibernate.internal.factory.DefaultFactorySignals;
import dev.signals.hibernate.internal.listener.ListenerRegistrar;
import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.mapping.EntityConnectionRule;
import dev.signals.hibernate.internal.mapping.MappedEntities;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.spring.Spring;
import dev.signals.hibernate.internal.timeline.Timelines;
import dev.signals.hibernate.internal.walk.DirtyChecks;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import dev.signals.hibernate.internal.walk.PendingWork;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The integrator that sets up each session factory once. {@link SignalsBootstrap}, which Hibernate finds, calls it.
 */
public final class SignalsIntegrator implements Integrator {

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        Map<String, Object> given = bootstrapContext
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
        if (FactorySettings.isEnabled(given)) {
            integrate(metadata, bootstrapContext, sessionFactory, given);
        }
    }

    private static void integrate(
            Metadata metadata,
            BootstrapContext bootstrapContext,
            SessionFactoryImplementor sessionFactory,
            Map<String, Object> given) {
        FactorySettings settings = FactorySettings.of(given);
        MappedEntities entities = new MappedEntities(metadata);
        EntityConnectionRule rule = new EntityConnectionRule(sessionFactory.getName(), entities);
        DirtyChecks checks = new DirtyChecks();
        InspectionGuard guard = new InspectionGuard(settings.strict());
        SessionStates states = new SessionStates(
                Spring.savepoints(),
                Spring.surroundings(),
                new LoopGuard(settings.rounds()),
                session -> PendingWork.now(session, checks, guard)::isAnythingNew,
                context(bootstrapContext, sessionFactory, given));
        DefaultFactorySignals signals = new DefaultFactorySignals(
                states, rule, Timelines.of(sessionFactory, states), settings.executor(), settings.bulk());
        addNamesToConnections(sessionFactory, signals, rule);
        sessionFactory.addObserver(signals.executorShutdown());
        // after the calls that wait for their turn
        sessionFactory.addObserver(ApplicationLifetime.of(entities.classes(), signals::usedBy));
        rule.checkProcessWide(signals.connections());
        ListenerRegistrar.register(
                sessionFactory, signals, rule::includeAnyFor, states, checks, guard, settings.strict());
        BulkPolicies policies = BulkPolicies.of(given, settings.bulk(), rule::fullName);
        if (settings.bulk()) {
            BulkActivation.register(sessionFactory, new BulkAnnouncer(signals, states, policies, settings.strict()));
        }
        new ReceiverBootstrap(
                        sessionFactory,
                        signals,
                        bootstrapContext.getServiceRegistry().requireService(ClassLoaderService.class))
                .connect(entities.classes(), settings.receivers());
        UnregisteredBeans unregistered = new UnregisteredBeans(sessionFactory.getName(), rule, signals::connections);
        Spring.lookAtBeans(
                sessionFactory.getServiceRegistry().requireService(ManagedBeanRegistry.class), unregistered::warn);
    }

    private static @Nullable Supplier<Map<String, Object>> context(
            BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory, Map<String, Object> given) {
        return ContextProviders.of(
                given.get(SignalSettings.CONTEXT),
                bootstrapContext.getServiceRegistry().requireService(ClassLoaderService.class),
                sessionFactory);
    }

    /** Adds the other names of its entity to each connection that is made from now on. */
    private static void addNamesToConnections(
            SessionFactoryImplementor sessionFactory, DefaultFactorySignals signals, EntityConnectionRule rule) {
        signals.onConnect(connection -> {
            if (!sessionFactory.isClosed()) {
                rule.addNames(connection);
            }
        });
    }
}
