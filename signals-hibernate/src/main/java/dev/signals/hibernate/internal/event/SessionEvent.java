package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.LastWrite;
import dev.signals.hibernate.internal.session.EventContext;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SimulatedCommit;
import dev.signals.hibernate.internal.session.TransactionCallbacks;
import dev.signals.hibernate.internal.session.WriteMode;
import dev.signals.hibernate.internal.state.EntityNames;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An event about an entity type that belongs to one transaction of a session. It does not use the next transaction of the
 * same session.
 */
abstract class SessionEvent implements TransactionEvent, SessionBoundEvent, DispatchableEvent {

    /** Null for a stateless session that Hibernate does not report. */
    private final @Nullable SessionState state;

    private final int transaction;
    private final EntityPersister persister;
    private final WriteMode mode;

    SessionEvent(DispatchContext context, EntityPersister persister) {
        SessionState state = context.state();
        this.state = state;
        this.transaction = state == null ? 0 : state.endedTransactions();
        this.persister = persister;
        this.mode = context.mode();
    }

    /** The mode in which the session wrote. */
    WriteMode mode() {
        return mode;
    }

    /** The name of the signal, for messages. */
    abstract String signal();

    EntityPersister persister() {
        return persister;
    }

    /** The name of the entity without its package. */
    String shortEntityName() {
        return EntityNames.shortName(persister.getEntityName());
    }

    @Override
    public @Nullable SharedSessionContractImplementor owner() {
        return state == null ? null : state.origin().session();
    }

    @Override
    public Class<?> sender() {
        return persister.getMappedClass();
    }

    @Override
    public String entityName() {
        return persister.getEntityName();
    }

    @Override
    public SessionFactory sessionFactory() {
        return persister.getFactory();
    }

    @Override
    public SharedSessionContract anySession() {
        if (isOver()) {
            throw ended("anySession()");
        }
        SharedSessionContractImplementor session = owner();
        if (session == null) {
            throw unknownSession("anySession()");
        }
        return session;
    }

    private IllegalStateException unknownSession(String missing) {
        return new IllegalStateException("there is no " + missing + " for " + this + ": Hibernate 7.0 and 7.1 do not"
                + " tell which stateless session it is; write with a session, or use Hibernate 7.2 or later");
    }

    /** Makes the exception for an event whose session must not be used any more. */
    IllegalStateException ended(String accessor) {
        return new IllegalStateException(accessor + " of " + this
                + " cannot be used, its transaction has ended; open a new one with sessionFactory()" + otherWay());
    }

    /** Returns another way to a new session, for {@link #ended}. */
    String otherWay() {
        return "";
    }

    @Override
    public EventContext circumstances() {
        return mode.context();
    }

    @Override
    public Optional<String> reason() {
        return Optional.ofNullable(mode.context().reason());
    }

    @Override
    public Map<String, Object> context() {
        return mode.context().values();
    }

    /** Returns whether the transaction of the event has ended. */
    boolean isOver() {
        return state != null && state.endedTransactions() != transaction;
    }

    /** Returns the simulated commit in which this thread is calling receivers; null if there is none. */
    @Nullable
    SimulatedCommit simulatedCommit() {
        return state == null ? null : state.simulatedHere();
    }

    @Override
    public void writeLast(LastWrite write) {
        if (state == null) {
            throw unknownSession("durable call");
        }
        TransactionCallbacks.last(state.origin().session(), state, write);
    }

    @Override
    public void at(TransactionPhase phase, Runnable work) {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(work, "work");
        if (state == null) {
            TransactionCallbacks.atUnknown(phase, work);
        } else if (isOver()) {
            TransactionCallbacks.atOnce(
                    state, phase, work); // possibly in another thread, which must not touch the session
        } else {
            TransactionCallbacks.at(state.origin().session(), state, phase, work);
        }
    }
}
