package dev.signals.hibernate.internal.hooks;

import dev.signals.hibernate.internal.dispatch.Announcer;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import java.lang.ref.WeakReference;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Announces new entities of a {@code merge}. Their managed copies come to be inside it, and the only one told of a copy
 * before its state is read is the registry of JPA callbacks; so the merge listener is given a registry that tells us first.
 *
 * <p>The registry is not told the session. It is noted at the start of the merge, for this thread; weakly, as a merge that
 * fails is not followed by anything that could take the note back.
 */
final class MergeHook {

    private final SessionStates states;
    private final Announcer announcer;

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable WeakReference<EventSource>> merging = new ThreadLocal<>();

    MergeHook(SessionStates states, Announcer announcer) {
        this.states = states;
        this.announcer = announcer;
    }

    private void beforeCreate(Object copy) {
        WeakReference<EventSource> noted = merging.get();
        EventSource session = noted == null ? null : noted.get();
        if (session == null) {
            return;
        }
        EntityPersister persister = session.getEntityPersister(null, copy);
        if (!announcer.wantsPreSave(persister)) {
            return;
        }
        SessionState state = states.of(session);
        if (state.announcements().addNew(copy)) {
            try {
                announcer.preSave(session, state, persister, copy, persister.getIdentifier(copy, session), true);
                state.announcements().finished(copy);
            } finally {
                merging.set(noted); // A receiver may have merged something else meanwhile.
            }
        }
    }

    MergeEventListener before() {
        return new Before();
    }

    MergeEventListener after() {
        return new After();
    }

    CallbackRegistry around(CallbackRegistry registry) {
        return new Callbacks(registry);
    }

    private final class Before implements MergeEventListener {

        @Override
        public void onMerge(MergeEvent event) {
            SessionState state = states.find(event.getSession());
            if (state != null) {
                state.beginOperation(event.getSession());
            }
            merging.set(new WeakReference<>(event.getSession()));
        }

        @Override
        public void onMerge(MergeEvent event, MergeContext copiedAlready) {}
    }

    private final class After implements MergeEventListener {

        @Override
        public void onMerge(MergeEvent event) {
            merging.remove();
        }

        @Override
        public void onMerge(MergeEvent event, MergeContext copiedAlready) {}
    }

    /** The registry of the factory, with a look at what is about to be inserted. */
    private final class Callbacks implements CallbackRegistry {

        private final CallbackRegistry registry;

        Callbacks(CallbackRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void preCreate(Object entity) {
            beforeCreate(entity);
            registry.preCreate(entity);
        }

        @Override
        public boolean hasRegisteredCallbacks(Class<?> entityClass, CallbackType callbackType) {
            return registry.hasRegisteredCallbacks(entityClass, callbackType);
        }

        @Override
        public void postCreate(Object entity) {
            registry.postCreate(entity);
        }

        @Override
        public boolean preUpdate(Object entity) {
            return registry.preUpdate(entity);
        }

        @Override
        public void postUpdate(Object entity) {
            registry.postUpdate(entity);
        }

        @Override
        public void preRemove(Object entity) {
            registry.preRemove(entity);
        }

        @Override
        public void postRemove(Object entity) {
            registry.postRemove(entity);
        }

        @Override
        public boolean postLoad(Object entity) {
            return registry.postLoad(entity);
        }

        @Override
        public void release() {
            registry.release();
        }
    }
}
