package dev.signals.hibernate.internal.dispatch;

import dev.signals.Signal;
import dev.signals.hibernate.PostDelete;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.PreDelete;
import dev.signals.hibernate.PreSave;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SaveFact;
import dev.signals.hibernate.internal.session.SessionState;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Sends what happened to an entity to the receivers of one session factory. The only way to any receiver. */
public final class Announcer {

    private final Signal<PreSave<?>> preSave;
    private final Signal<PostSave<?>> postSave;
    private final Signal<PreDelete<?>> preDelete;
    private final Signal<PostDelete<?>> postDelete;

    public Announcer(FactorySignals signals) {
        preSave = signals.preSave().signal();
        postSave = signals.postSave().signal();
        preDelete = signals.preDelete().signal();
        postDelete = signals.postDelete().signal();
    }

    public boolean wantsPreSave(EntityPersister persister) {
        return preSave.hasReceivers(persister.getMappedClass());
    }

    public boolean wantsPostSave(EntityPersister persister) {
        return postSave.hasReceivers(persister.getMappedClass());
    }

    public boolean wantsDeletes(EntityPersister persister) {
        return preDelete.hasReceivers(persister.getMappedClass())
                || postDelete.hasReceivers(persister.getMappedClass());
    }

    public void preSave(
            SessionImplementor session,
            SessionState state,
            EntityPersister persister,
            Object instance,
            @Nullable Object id,
            boolean isNew) {
        if (wantsPreSave(persister)) {
            Moment moment = Moment.of(session, state);
            send(moment, preSave, new PreSaveEvent<>(moment, persister, instance, id, isNew));
        }
    }

    /** Returns whether there was any receiver. */
    public boolean postSave(SessionImplementor session, SessionState state, SaveFact fact) {
        if (!wantsPostSave(fact.persister())) {
            return false;
        }
        Moment moment = Moment.of(session, state);
        send(moment, postSave, new PostSaveEvent<>(moment, fact));
        return true;
    }

    public void preDelete(SessionImplementor session, SessionState state, Removal removal) {
        if (preDelete.hasReceivers(removal.persister().getMappedClass())) {
            Moment moment = Moment.of(session, state);
            send(moment, preDelete, new PreDeleteEvent<>(moment, removal));
        }
    }

    /** Returns whether there was any receiver. */
    public boolean postDelete(SessionImplementor session, SessionState state, Removal removal) {
        if (!postDelete.hasReceivers(removal.persister().getMappedClass())) {
            return false;
        }
        Moment moment = Moment.of(session, state);
        send(moment, postDelete, new PostDeleteEvent<>(moment, removal));
        return true;
    }

    private static <E> void send(Moment moment, Signal<? super E> signal, E event) {
        EntityEvent<?> entityEvent = (EntityEvent<?>) event;
        SessionImplementor session = moment.session();
        FlushMode flushMode = session.getHibernateFlushMode();
        boolean holdFlush = moment.isGuarded() && flushMode != FlushMode.MANUAL;
        if (holdFlush) {
            // A query of the receiver must not start a flush inside the flush or cascade that is under way.
            session.setHibernateFlushMode(FlushMode.COMMIT);
        }
        try {
            moment.state()
                    .announcements()
                    .dispatch(entityEvent.instance(), () -> signal.send(entityEvent.sender(), event));
        } catch (RuntimeException | Error e) {
            markForRollback(session);
            throw e;
        } finally {
            if (holdFlush && session.isOpen()) {
                session.setHibernateFlushMode(flushMode);
            }
        }
    }

    private static void markForRollback(SessionImplementor session) {
        if (session.isOpen() && session.isTransactionInProgress()) {
            session.markForRollbackOnly();
        }
    }
}
