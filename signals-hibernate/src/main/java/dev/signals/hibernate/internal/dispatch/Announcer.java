package dev.signals.hibernate.internal.dispatch;

import dev.signals.Signal;
import dev.signals.hibernate.DeleteCause;
import dev.signals.hibernate.PostDelete;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.PreDelete;
import dev.signals.hibernate.PreSave;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SaveFact;
import dev.signals.hibernate.internal.session.SessionState;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Sends what happened to an entity to the receivers of one session factory. The only way to any receiver. */
public final class Announcer {

    private final Signal<PreSave<?>> preSave;
    private final Signal<PostSave<?>> postSave;
    private final Signal<PreDelete<?>> preDelete;
    private final Signal<PostDelete<?>> postDelete;
    private final Interest interest;

    public Announcer(FactorySignals signals) {
        preSave = signals.preSave().signal();
        postSave = signals.postSave().signal();
        preDelete = signals.preDelete().signal();
        postDelete = signals.postDelete().signal();
        interest = new Interest(preSave, postSave, preDelete, postDelete);
    }

    /** Whether nobody listens to anything about any entity of the factory. */
    public boolean isIdle(SessionFactoryImplementor factory) {
        return interest.isIdle(factory);
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
            // A changed entity is managed: a flush for one receiver's query would write it before the others see it.
            boolean holdFlush = !state.announcements().isUnfinished(instance);
            send(moment, preSave, new PreSaveEvent<>(moment, persister, instance, id, isNew), holdFlush);
        }
    }

    /** Returns whether there was any receiver. */
    public boolean postSave(SessionImplementor session, SessionState state, SaveFact fact) {
        if (!wantsPostSave(fact.persister())) {
            return false;
        }
        Moment moment = Moment.of(session, state);
        send(moment, postSave, new PostSaveEvent<>(moment, fact), false);
        return true;
    }

    public void preDelete(SessionImplementor session, SessionState state, Removal removal) {
        if (preDelete.hasReceivers(removal.persister().getMappedClass())) {
            Moment moment = Moment.of(session, state);
            // A flush for one receiver's query would delete an orphan before the others see it.
            boolean holdFlush = removal.cause() == DeleteCause.ORPHAN;
            send(moment, preDelete, new PreDeleteEvent<>(moment, removal), holdFlush);
        }
    }

    /** Returns whether there was any receiver. */
    public boolean postDelete(SessionImplementor session, SessionState state, Removal removal) {
        if (!postDelete.hasReceivers(removal.persister().getMappedClass())) {
            return false;
        }
        Moment moment = Moment.of(session, state);
        send(moment, postDelete, new PostDeleteEvent<>(moment, removal), false);
        return true;
    }

    /**
     * @param holdFlush whether queries of the receivers are to run without a flush
     */
    private static <E> void send(Moment moment, Signal<? super E> signal, E event, boolean holdFlush) {
        EntityEvent<?> entityEvent = (EntityEvent<?>) event;
        SessionImplementor session = moment.session();
        FlushMode flushMode = session.getHibernateFlushMode();
        boolean hold = (holdFlush || moment.isGuarded()) && flushMode != FlushMode.MANUAL;
        if (hold) {
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
            if (hold && session.isOpen()) {
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
