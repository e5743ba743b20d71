package dev.signals.hibernate.internal;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.internal.bulk.BulkHook;
import dev.signals.hibernate.internal.dispatch.BulkAnnouncer;
import dev.signals.hibernate.internal.dispatch.BulkPolicies;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.hooks.Hooks;
import dev.signals.hibernate.internal.registry.ApplicationOfFactory;
import dev.signals.hibernate.internal.registry.EntitySenders;
import dev.signals.hibernate.internal.registry.MappedEntities;
import dev.signals.hibernate.internal.registry.ReceiversAtBoot;
import dev.signals.hibernate.internal.registry.UnregisteredBeans;
import dev.signals.hibernate.internal.session.LoopGuard;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.spring.Spring;
import dev.signals.hibernate.internal.timeline.Timelines;
import dev.signals.hibernate.internal.walk.Looks;
import dev.signals.hibernate.internal.walk.Unwritten;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;

/** Wires each session factory once; called by {@link SignalsBootstrap}, which Hibernate finds. */
public final class SignalsIntegrator implements Integrator {

    private static final int DEFAULT_ROUNDS = 100;

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        Map<String, Object> settings = bootstrapContext
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
        if (!flag(settings, SignalSettings.ENABLED, true)) {
            return;
        }
        MappedEntities entities = new MappedEntities(metadata);
        EntitySenders senders = new EntitySenders(sessionFactory.getName(), entities);
        boolean strict = flag(settings, SignalSettings.STRICT, false);
        Looks looks = new Looks(strict);
        SessionStates states = new SessionStates(
                Spring.savepoints(),
                Spring.surroundings(),
                new LoopGuard(rounds(settings)),
                session -> Unwritten.now(session, looks)::isAnythingNew);
        boolean bulk = flag(settings, SignalSettings.BULK, false);
        BulkPolicies policies = BulkPolicies.of(settings, bulk, senders::fullName);
        FactorySignals signals =
                new FactorySignals(states, senders, Timelines.of(sessionFactory, states), executor(settings), bulk);
        SessionFactoryObserver application = ApplicationOfFactory.of(entities.classes(), signals::usedBy);
        signals.onConnect(connection -> {
            if (!sessionFactory.isClosed()) {
                senders.addNames(connection);
            }
        });
        sessionFactory.addObserver(signals.backgroundCalls());
        sessionFactory.addObserver(application); // behind the calls that wait for their turn
        senders.checkOfProcess(signals.connections());
        Hooks.register(sessionFactory, signals, senders, states, looks, strict);
        if (bulk) {
            BulkHook.register(sessionFactory, new BulkAnnouncer(signals, states, policies, strict));
        }
        ClassLoaderService classLoaders =
                bootstrapContext.getServiceRegistry().requireService(ClassLoaderService.class);
        new ReceiversAtBoot(sessionFactory, signals, classLoaders)
                .connect(entities.classes(), settings.get(SignalSettings.RECEIVERS));
        UnregisteredBeans unregistered = new UnregisteredBeans(sessionFactory.getName(), senders, signals::connections);
        Spring.lookAtBeans(
                sessionFactory.getServiceRegistry().requireService(ManagedBeanRegistry.class), unregistered::warn);
    }

    private static Supplier<ReceiverExecutor> executor(Map<String, Object> settings) {
        Object setting = settings.get(SignalSettings.EXECUTOR);
        if (setting == null) {
            return () -> ReceiverExecutor.onVirtualThreads().orderedPerEntity();
        }
        if (setting instanceof ReceiverExecutor executor) {
            return () -> executor;
        }
        throw new IllegalArgumentException("setting " + SignalSettings.EXECUTOR + " is a "
                + setting.getClass().getName() + "; give an object of class ReceiverExecutor, in code");
    }

    private static int rounds(Map<String, Object> settings) {
        String setting =
                settings.getOrDefault(SignalSettings.ROUNDS, DEFAULT_ROUNDS).toString();
        if (!setting.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("setting " + SignalSettings.ROUNDS + " is \"" + setting
                    + "\"; valid are whole numbers from 1 on, and " + DEFAULT_ROUNDS + " holds without it");
        }
        return Integer.parseInt(setting);
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
}
