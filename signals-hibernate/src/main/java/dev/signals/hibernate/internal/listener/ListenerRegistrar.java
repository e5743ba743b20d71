package dev.signals.hibernate.internal.listener;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.InterceptedFlushEntity;
import dev.signals.hibernate.internal.compat.InterceptedMerge;
import dev.signals.hibernate.internal.dispatch.CollectionReceiverLookup;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.factory.DefaultFactorySignals;
import dev.signals.hibernate.internal.session.QueryOrigins;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.CollectionWalk;
import dev.signals.hibernate.internal.walk.DirtyChecks;
import dev.signals.hibernate.internal.walk.DirtyWalk;
import dev.signals.hibernate.internal.walk.InspectionGuard;
import dev.signals.hibernate.internal.walk.NewEntityWalk;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import dev.signals.hibernate.internal.walk.UnfinishedEntities;
import dev.signals.hibernate.internal.walk.WorthwhileWalks;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Registers the listeners of one session factory: those around an operation of a session at once, and those that Hibernate calls
 * for each row when somebody wants them.
 */
public final class ListenerRegistrar {

    private ListenerRegistrar() {}

    /**
     * Registers the listeners, unless they are registered already.
     *
     * @param mayBeCalled whether a connection can be called for any entity of the factory
     * @param origins the queries by which stateless sessions delete
     * @param strict whether to refuse what cannot be kept out of a flush or a cascade
     */
    public static void register(
            SessionFactoryImplementor factory,
            DefaultFactorySignals signals,
            Predicate<Connection> mayBeCalled,
            SessionStates states,
            QueryOrigins origins,
            DirtyChecks checks,
            InspectionGuard guard,
            boolean strict) {
        if (FactoryAccess.find(factory).isPresent()) {
            return;
        }
        EventListenerRegistry registry = factory.getEventListenerRegistry();
        EventDispatcher dispatcher = new EventDispatcher(signals, strict);
        NewEntityWalk newEntities = new NewEntityWalk(dispatcher, signals, guard);
        RemovalWalk removals = new RemovalWalk(dispatcher, signals, guard);
        DirtyWalk dirtyEntities = new DirtyWalk(dispatcher, newEntities, checks, guard);
        OperationStack operations = new OperationStack();
        CollectionReceiverLookup receivers = dispatcher.collections();
        CollectionWalk collections = new CollectionWalk(dispatcher, receivers, guard);
        BeforeFlush before = new BeforeFlush(
                states,
                newEntities,
                removals,
                dirtyEntities,
                new UnfinishedEntities(newEntities, guard),
                collections,
                new WorthwhileWalks(newEntities, removals, dirtyEntities, collections, dispatcher.walked()),
                checks,
                guard);

        ForeignCode foreign = new ForeignCode(factory);
        FlushCycle cycle = new FlushCycle(
                states, dispatcher, operations, new FlushSharing(factory, foreign), foreign, checks, guard);

        PersistListener persist = new PersistListener(states, newEntities);
        registry.getEventListenerGroup(EventType.PERSIST).prependListener(persist);
        registry.getEventListenerGroup(EventType.PERSIST_ONFLUSH).prependListener(persist);

        registry.getEventListenerGroup(EventType.MERGE).prependListener(new MergeListener.Before(states, operations));
        registry.getEventListenerGroup(EventType.MERGE).appendListener(new MergeListener.After(states, operations));

        registry.getEventListenerGroup(EventType.DELETE).prependListener(new DeleteListener.Before(states, removals));
        registry.getEventListenerGroup(EventType.DELETE).appendListener(new DeleteListener.After(states, removals));

        registry.getEventListenerGroup(EventType.FLUSH)
                .prependListener(new FlushListener.Before(before, cycle, signals));
        registry.getEventListenerGroup(EventType.FLUSH).appendListener(new FlushListener.After(cycle));
        registry.getEventListenerGroup(EventType.AUTO_FLUSH)
                .prependListener(new AutoFlushListener.Before(before, cycle));
        registry.getEventListenerGroup(EventType.AUTO_FLUSH).appendListener(new AutoFlushListener.After(cycle));
        if (HibernateAdapter.hasEventType("pre-flush")) {
            PreFlush.register(registry, before);
        }
        registry.getEventListenerGroup(EventType.CLEAR).appendListener(new ClearListener(states));

        if (HibernateAdapter.hasEventType("replicate")) {
            Replicate.register(registry, states, dispatcher);
        }

        StatelessSaveListener statelessSaves = new StatelessSaveListener(states, dispatcher);
        SaveRecorder saves = new SaveRecorder(states, dispatcher, cycle, statelessSaves);
        CollectionRecorder written = new CollectionRecorder(states, receivers, collections, operations, guard);
        MergedEntities merged = new MergedEntities(states, dispatcher, operations, guard);
        LateChanges late = new LateChanges(states, dispatcher, dirtyEntities, operations);
        LoadListener loads = new LoadListener(states, dispatcher);
        StatelessDeleteListener statelessDeletes = new StatelessDeleteListener(states, dispatcher, origins);

        // Other integrators may still replace Hibernate's listeners while the factory is built.
        AfterCreation replacements = new AfterCreation(() -> {
            InterceptedMerge.register(registry, merged);
            InterceptedFlushEntity.register(registry, late);
        });
        factory.addObserver(replacements);

        new OnceWanted(registry, () -> registerForRows(registry, saves, statelessSaves, written, replacements))
                .by(signals.every(), mayBeCalled);
        Signal<?> preInit = signals.preInit().signal();
        Signal<?> postInit = signals.postInit().signal();
        InsertListener inserts = new InsertListener(states, dispatcher);
        new OnceWanted(
                        registry,
                        () -> registry.getEventListenerGroup(EventType.PRE_INSERT)
                                .appendListener(inserts))
                .by(List.of(preInit, postInit), mayBeCalled);
        new OnceWanted(
                        registry,
                        () -> registry.getEventListenerGroup(EventType.PRE_LOAD).appendListener(loads))
                .by(List.of(preInit), mayBeCalled);
        new OnceWanted(
                        registry,
                        () -> registry.getEventListenerGroup(EventType.POST_LOAD)
                                .appendListener(loads))
                .by(List.of(postInit), mayBeCalled);
        OnceWanted beforeStatelessSaves =
                new OnceWanted(registry, () -> registerBeforeStatelessSaves(registry, statelessSaves));
        beforeStatelessSaves.by(List.of(signals.preSave().signal()), mayBeCalled);
        states.afterEnd().onBegin(beforeStatelessSaves::now);
        new OnceWanted(registry, () -> registerForStatelessDeletes(registry, statelessDeletes))
                .by(
                        List.of(
                                signals.preDelete().signal(),
                                signals.postDelete().signal(),
                                signals.changed().signal()),
                        mayBeCalled);
    }

    private static void registerForRows(
            EventListenerRegistry registry,
            SaveRecorder saves,
            StatelessSaveListener statelessSaves,
            CollectionRecorder collections,
            AfterCreation replacements) {
        replacements.want();
        registry.getEventListenerGroup(EventType.POST_INSERT).appendListener(saves);
        registry.getEventListenerGroup(EventType.POST_UPDATE).appendListener(saves);
        registry.getEventListenerGroup(EventType.POST_UPSERT).appendListener(statelessSaves);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_UPDATE).appendListener(collections);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_RECREATE).appendListener(collections);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_REMOVE).appendListener(collections);
    }

    /**
     * Registers before listeners that are registered already, such as Bean Validation, so that these see what receivers set.
     */
    private static void registerBeforeStatelessSaves(EventListenerRegistry registry, StatelessSaveListener saves) {
        registry.getEventListenerGroup(EventType.PRE_INSERT).prependListener(saves);
        registry.getEventListenerGroup(EventType.PRE_UPDATE).prependListener(saves);
        registry.getEventListenerGroup(EventType.PRE_UPSERT).prependListener(saves);
    }

    private static void registerForStatelessDeletes(EventListenerRegistry registry, StatelessDeleteListener deletes) {
        registry.getEventListenerGroup(EventType.PRE_DELETE).prependListener(deletes);
        registry.getEventListenerGroup(EventType.POST_DELETE).appendListener(deletes);
    }

    /** Separate, so that the class of the listener is loaded only where Hibernate has it. */
    private static final class PreFlush {

        static void register(EventListenerRegistry registry, BeforeFlush before) {
            registry.getEventListenerGroup(EventType.PRE_FLUSH).prependListener(new PreFlushListener(before));
        }
    }

    /** Separate, so that the class of the listener is loaded only where Hibernate has it. */
    private static final class Replicate {

        @SuppressWarnings("deprecation") // deprecated in Hibernate 7.4, but there
        static void register(EventListenerRegistry registry, SessionStates states, EventDispatcher dispatcher) {
            registry.getEventListenerGroup(EventType.REPLICATE)
                    .prependListener(new ReplicateListener(states, dispatcher));
        }
    }
}
