package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PendingChanges;
import dev.signals.hibernate.internal.access.DeleteWrite;
import dev.signals.hibernate.internal.access.EntityOperations;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.bulk.BulkActivation;
import dev.signals.hibernate.internal.bulk.BulkAnnouncer;
import dev.signals.hibernate.internal.bulk.BulkPolicies;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.factory.DefaultFactorySignals;
import dev.signals.hibernate.internal.listener.ListenerRegistrar;
import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.mapping.EntityConnectionRule;
import dev.signals.hibernate.internal.mapping.ForeignKeys;
import dev.signals.hibernate.internal.mapping.MappedEntities;
import dev.signals.hibernate.internal.removal.QueryDeletions;
import dev.signals.hibernate.internal.session.QueryOrigins;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.spring.Spring;
import dev.signals.hibernate.internal.timeline.Timelines;
import dev.signals.hibernate.internal.walk.DirtyChecks;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import dev.signals.hibernate.internal.walk.PendingInspection;
import dev.signals.hibernate.internal.walk.PendingWork;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
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
        EntityConnectionRule rule = new EntityConnectionRule(FactoryName.of(sessionFactory), entities);
        DirtyChecks checks = new DirtyChecks();
        InspectionGuard guard = new InspectionGuard(settings.strict());
        SessionStates states = new SessionStates(
                Spring.savepoints(),
                Spring.surroundings(),
                new LoopGuard(settings.rounds()),
                session -> PendingWork.now(session, checks, guard)::isAnythingNew,
                context(bootstrapContext, sessionFactory, given));
        DefaultFactorySignals signals = new DefaultFactorySignals(
                sessionFactory,
                states,
                rule,
                Timelines.of(sessionFactory, states),
                settings.executor(),
                settings.bulk());
        signals.watch(settings.slow());
        addNamesToConnections(sessionFactory, signals, rule);
        sessionFactory.addObserver(signals.constructions());
        sessionFactory.addObserver(signals.executorShutdown());
        sessionFactory.addObserver(signals.extensions());
        // after the calls that wait for their turn
        sessionFactory.addObserver(ApplicationLifetime.of(entities.classes(), signals::usedBy));
        rule.checkProcessWide(signals.connections());
        sessionFactory.addObserver(new SessionFactoryObserver() {
            @Override
            public void sessionFactoryCreated(SessionFactory factory) {
                rule.complete(sessionFactory.getMappingMetamodel(), signals.connections());
            }
        });
        QueryOrigins origins = new QueryOrigins();
        ListenerRegistrar.register(
                sessionFactory, signals, rule::includeAnyFor, states, origins, checks, guard, settings.strict());
        RemovalWalk removals = new RemovalWalk(new EventDispatcher(signals, settings.strict()), signals, guard);
        PendingInspection pending = new PendingInspection(checks, states);
        signals.setOperations(new Operations(
                pending, new QueryDeletions(states, removals, origins, pending, ForeignKeys.of(metadata))));
        BulkPolicies policies = BulkPolicies.of(given, settings.bulk(), rule::fullName);
        if (settings.bulk()) {
            BulkActivation.register(sessionFactory, new BulkAnnouncer(signals, states, policies, settings.strict()));
        }
        new ReceiverBootstrap(
                        sessionFactory,
                        signals,
                        bootstrapContext.getServiceRegistry().requireService(ClassLoaderService.class),
                        rule::concerns)
                .connect(entities.classes(), settings.receivers(), settings.beans());
        UnregisteredBeans unregistered =
                new UnregisteredBeans(FactoryName.of(sessionFactory), rule, signals::connections);
        Spring.lookAtBeans(
                sessionFactory.getServiceRegistry().requireService(ManagedBeanRegistry.class), unregistered::warn);
        logStart(FactoryName.of(sessionFactory), signals);
    }

    /** Says that the library is there, which nothing else may show until the first entity is written. */
    private static void logStart(String factory, DefaultFactorySignals signals) {
        String version = SignalsIntegrator.class.getPackage().getImplementationVersion();
        System.getLogger("dev.signals.hibernate.Start")
                .log(
                        Level.INFO,
                        "Signals" + (version == null ? "" : " " + version) + " for session factory \"" + factory
                                + "\": receivers connected so far: "
                                + signals.connections().size());
    }

    private static @Nullable Supplier<Map<String, Object>> context(
            BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory, Map<String, Object> given) {
        return ContextProviders.of(
                given.get(SignalSettings.CONTEXT),
                bootstrapContext.getServiceRegistry().requireService(ClassLoaderService.class),
                sessionFactory);
    }

    /**
     * What the signals offer and the walks do.
     *
     * @param pending the inspection of instances
     * @param deletions the deletions by query
     */
    private record Operations(PendingInspection pending, QueryDeletions deletions) implements EntityOperations {

        @Override
        public PendingChanges changes(SharedSessionContractImplementor session, Object instance) {
            return pending.of(session, instance);
        }

        @Override
        public DeleteWrite delete(SharedSessionContractImplementor session, Class<?> type, Object origin) {
            return deletions.begin(session, type, origin);
        }
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
