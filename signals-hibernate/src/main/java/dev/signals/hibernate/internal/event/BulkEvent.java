package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.TransactionCallbacks;
import java.util.Objects;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

public final class BulkEvent implements BulkStatement, SessionBoundEvent, DispatchableEvent {

    private final SharedSessionContractImplementor session;
    private final SessionState state;
    private final int transaction;
    private final BulkWrite write;
    private final int rows;

    public BulkEvent(SharedSessionContractImplementor session, SessionState state, BulkWrite write, int rows) {
        this.session = session;
        this.state = state;
        this.transaction = state.endedTransactions();
        this.write = write;
        this.rows = rows;
    }

    @Override
    public Kind kind() {
        return write.kind();
    }

    @Override
    public Class<?> entityType() {
        return write.persister().getMappedClass();
    }

    @Override
    public String entityName() {
        return write.persister().getEntityName();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public Set<String> attributes() {
        return write.attributes();
    }

    @Override
    public String statement() {
        return write.text();
    }

    @Override
    public SharedSessionContract session() {
        if (isOver()) {
            throw new IllegalStateException("session() of " + this
                    + " cannot be used, its transaction has ended; open a new one with sessionFactory()");
        }
        return session;
    }

    @Override
    public SessionFactory sessionFactory() {
        return session.getFactory();
    }

    private boolean isOver() {
        return state.endedTransactions() != transaction;
    }

    @Override
    public void at(TransactionPhase phase, Runnable work) {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(work, "work");
        if (isOver()) {
            TransactionCallbacks.atOnce(
                    state, phase, work); // maybe in another thread, which must not touch the session
        } else {
            TransactionCallbacks.at(session, state, phase, work);
        }
    }

    @Override
    public SharedSessionContractImplementor owner() {
        return session;
    }

    @Override
    public Class<?> sender() {
        return entityType();
    }

    @Override
    public Object subject() {
        return this;
    }

    private String signal() {
        return kind() == Kind.UPDATE ? "bulk_updated" : "bulk_deleted";
    }

    @Override
    public String summary() {
        return signal() + " " + entityName().replaceAll(".*[.$]", "") + " " + rows + (rows == 1 ? " row" : " rows");
    }

    @Override
    public String toString() {
        return signal() + " of " + entityName() + " by \"" + statement() + "\"";
    }
}
