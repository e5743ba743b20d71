package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.dispatch.EventDispatcher;
import dev.signals.hibernate.internal.session.SessionStates;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;

/**
 * Records that a row is being inserted. An INSERT may load what the row refers to by another column than the primary key, and
 * not only inside a flush: before an INSERT that generates an identifier, Hibernate executes those in its queue.
 */
record InsertListener(SessionStates states, EventDispatcher dispatcher) implements PreInsertEventListener {

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        SessionImplementor session = HibernateAdapter.session(event);
        if (session != null && dispatcher.hasLoadReceivers(session.getFactory())) {
            states.of(session).journal().insertBegins();
        }
        return false;
    }
}
