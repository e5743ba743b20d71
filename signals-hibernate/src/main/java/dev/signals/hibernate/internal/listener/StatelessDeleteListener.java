package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.UnloadedDeletion;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.QueryOrigins;
import dev.signals.hibernate.internal.session.Removal;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.session.WriteMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The listeners around each deletion of a stateless session, which has no event of its own for it. They are registered only
 * when the first receiver of deletions is connected, see decision 1.
 */
final class StatelessDeleteListener
        implements PreDeleteEventListener, PostDeleteEventListener, UnloadedDeletion.OwnListener {

    private final SessionStates states;
    private final EventDispatcher dispatcher;
    private final QueryOrigins origins;

    StatelessDeleteListener(SessionStates states, EventDispatcher dispatcher, QueryOrigins origins) {
        this.origins = origins;
        this.states = states;
        this.dispatcher = dispatcher;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        SharedSessionContractImplementor of = HibernateAdapter.knownSession(event);
        if (of != null) {
            states.afterEnd().refuse(of, "delete", event.getEntity());
        }
        if (dispatcher.hasDeleteReceivers(event.getPersister()) && HibernateAdapter.isStateless(event)) {
            SharedSessionContractImplementor session = HibernateAdapter.knownSession(event);
            dispatcher.preDelete(session, states.ofStateless(session), removal(event));
        }
        return false;
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        if (dispatcher.hasDeleteReceivers(event.getPersister()) && HibernateAdapter.isStateless(event)) {
            SharedSessionContractImplementor session = HibernateAdapter.knownSession(event);
            SessionState state = states.ofStateless(session);
            WriteMode mode = state == null ? WriteMode.NORMAL : state.modes().current();
            dispatcher.postDelete(session, state, removal(event).executedIn(mode));
        }
    }

    private Removal removal(AbstractDatabaseOperationEvent event) {
        Object entity = event.getEntity();
        return new Removal(entity, event.getId(), event.getPersister(), origins.of(entity), DeleteCause.EXPLICIT, null);
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
