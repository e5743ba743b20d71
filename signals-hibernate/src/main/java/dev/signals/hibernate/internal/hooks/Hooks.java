package dev.signals.hibernate.internal.hooks;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.dispatch.CollectionInterest;
import dev.signals.hibernate.internal.dispatch.FactorySignals;
import dev.signals.hibernate.internal.registry.EntitySenders;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.walk.CollectionWalk;
import dev.signals.hibernate.internal.walk.DirtyWalk;
import dev.signals.hibernate.internal.walk.Looks;
import dev.signals.hibernate.internal.walk.NewEntityWalk;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import dev.signals.hibernate.internal.walk.UnfinishedEntities;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackRegistryConsumer;

/** Registers the listeners of one session factory. */
public final class Hooks {

    private Hooks() {}

    /** Registers the listeners, unless they are there. */
    public static void register(
            SessionFactoryImplementor factory,
            FactorySignals signals,
            EntitySenders senders,
            SessionStates states,
            Looks looks,
            boolean strict) {
        EventListenerRegistry registry = factory.getEventListenerRegistry();
        if (areRegistered(registry)) {
            return;
        }
        Announcer announcer = new Announcer(signals, strict);
        NewEntityWalk newEntities = new NewEntityWalk(announcer, signals, looks);
        RemovalWalk removals = new RemovalWalk(announcer, signals, looks);
        DirtyWalk dirtyEntities = new DirtyWalk(announcer, newEntities, looks);
        NotedSession noted = new NotedSession();
        CollectionInterest interest = new CollectionInterest(signals);
        CollectionWalk collections = new CollectionWalk(announcer, interest, looks);
        BeforeFlush before = new BeforeFlush(
                states,
                newEntities,
                removals,
                dirtyEntities,
                new UnfinishedEntities(newEntities, looks),
                collections,
                looks);
        FlushCycle cycle = new FlushCycle(states, announcer, noted, looks);

        CallbackRegistry callbacks = factory.getEventEngine().getCallbackRegistry();
        CallbackHook callbackHook = new CallbackHook(callbacks, states, announcer, dirtyEntities, noted);
        inject(registry, EventType.MERGE, callbackHook);
        inject(registry, EventType.FLUSH_ENTITY, callbackHook);

        PersistHook persist = new PersistHook(states, newEntities);
        registry.getEventListenerGroup(EventType.PERSIST).prependListener(persist);
        registry.getEventListenerGroup(EventType.PERSIST_ONFLUSH).prependListener(persist);

        registry.getEventListenerGroup(EventType.MERGE).prependListener(new MergeHook.Before(states, noted));
        registry.getEventListenerGroup(EventType.MERGE).appendListener(new MergeHook.After(states, noted));

        registry.getEventListenerGroup(EventType.DELETE).prependListener(new DeleteHook.Before(states, removals));
        registry.getEventListenerGroup(EventType.DELETE).appendListener(new DeleteHook.After(states));

        registry.getEventListenerGroup(EventType.FLUSH).prependListener(new FlushHook.Before(before, cycle, signals));
        registry.getEventListenerGroup(EventType.FLUSH).appendListener(new FlushHook.After(cycle));
        registry.getEventListenerGroup(EventType.AUTO_FLUSH).prependListener(new AutoFlushHook.Before(before, cycle));
        registry.getEventListenerGroup(EventType.AUTO_FLUSH).appendListener(new AutoFlushHook.After(cycle));
        if (HibernateAdapter.preFlush() != null) {
            PreFlush.register(registry, before);
        }
        registry.getEventListenerGroup(EventType.CLEAR).appendListener(new ClearHook(states));

        SaveRecorder recorder = new SaveRecorder(states, announcer, cycle);
        registry.getEventListenerGroup(EventType.POST_INSERT).appendListener(recorder);
        registry.getEventListenerGroup(EventType.POST_UPDATE).appendListener(recorder);
        registry.getEventListenerGroup(EventType.REPLICATE).prependListener(new ReplicateHook(states, announcer));

        CollectionRecorder written = new CollectionRecorder(states, interest, collections, noted, looks);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_UPDATE).appendListener(written);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_RECREATE).appendListener(written);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_REMOVE).appendListener(written);

        LoadHook loads = new LoadHook(states, announcer);
        registry.getEventListenerGroup(EventType.PRE_LOAD).appendListener(loads);
        registry.getEventListenerGroup(EventType.POST_LOAD).appendListener(loads);

        registerForStatelessSessions(registry, new StatelessSaveHook(states, announcer));
        new StatelessDeleteHook(states, announcer).registerOnceWanted(registry, signals, senders::includeAnyFor);
    }

    /** Before what others have registered, as Bean Validation has by now: it shall see what receivers set. */
    private static void registerForStatelessSessions(EventListenerRegistry registry, StatelessSaveHook saves) {
        registry.getEventListenerGroup(EventType.PRE_INSERT).prependListener(saves);
        registry.getEventListenerGroup(EventType.PRE_UPDATE).prependListener(saves);
        registry.getEventListenerGroup(EventType.PRE_UPSERT).prependListener(saves);
        registry.getEventListenerGroup(EventType.POST_INSERT).appendListener(saves);
        registry.getEventListenerGroup(EventType.POST_UPDATE).appendListener(saves);
        registry.getEventListenerGroup(EventType.POST_UPSERT).appendListener(saves);
    }

    /** Apart, so that the class of the listener is looked for only where Hibernate has it. */
    private static final class PreFlush {

        static void register(EventListenerRegistry registry, BeforeFlush before) {
            registry.getEventListenerGroup(EventType.PRE_FLUSH).prependListener(new PreFlushHook(before));
        }
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private static boolean areRegistered(EventListenerRegistry registry) {
        for (FlushEventListener listener :
                registry.getEventListenerGroup(EventType.FLUSH).listeners()) {
            if (listener instanceof Supplier<?> hook && hook.get() instanceof FactorySignals) {
                return true;
            }
        }
        return false;
    }

    /** Gives Hibernate's own listeners a registry of callbacks that tells us first. */
    @SuppressWarnings("deprecation") // as above
    private static void inject(EventListenerRegistry registry, EventType<?> type, CallbackRegistry callbacks) {
        for (Object listener : registry.getEventListenerGroup(type).listeners()) {
            if (listener instanceof CallbackRegistryConsumer consumer) {
                consumer.injectCallbackRegistry(callbacks);
            }
        }
    }
}
