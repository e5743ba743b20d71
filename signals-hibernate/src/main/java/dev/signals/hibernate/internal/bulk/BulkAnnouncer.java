package dev.signals.hibernate.internal.bulk;

import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.internal.bulk.BulkPolicies.Policy;
import dev.signals.hibernate.internal.dispatch.GuardedDispatch;
import dev.signals.hibernate.internal.event.BulkEvent;
import dev.signals.hibernate.internal.event.BulkWrite;
import dev.signals.hibernate.internal.event.DispatchContext;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import java.util.Collection;
import java.util.function.IntSupplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The dispatcher of signals for the bulk statements of one session factory, which also applies the policies. */
public final class BulkAnnouncer {

    private final SessionStates states;
    private final BulkPolicyEnforcer enforcer;
    private final GuardedDispatch guarded;
    private final Signal<BulkStatement> updated;
    private final Signal<BulkStatement> deleted;

    /**
     * @param strict true to refuse a statement whose signal cannot be kept out of a flush or a cascade
     */
    public BulkAnnouncer(FactorySignals signals, SessionStates states, BulkPolicies policies, boolean strict) {
        this.states = states;
        enforcer = new BulkPolicyEnforcer(signals, policies);
        guarded = new GuardedDispatch(strict);
        updated = signals.bulkUpdated().signal();
        deleted = signals.bulkDeleted().signal();
    }

    /**
     * Executes a statement and sends its signal.
     *
     * @param execution executes it and returns the number of rows
     */
    public int execute(SharedSessionContractImplementor session, BulkWrite write, IntSupplier execution) {
        SessionState state = states.of(session);
        if (state.flush().isQuiet()) {
            return execution.getAsInt();
        }
        enforcer.enforce(session, state, write, Policy.WARN);
        int rows = execution.getAsInt();
        Signal<BulkStatement> signal = write.kind() == BulkStatement.Kind.UPDATE ? updated : deleted;
        if (signal.hasReceivers(write.persister().getMappedClass())) {
            DispatchContext context = DispatchContext.of(session, state);
            guarded.send(context, signal, new BulkEvent(context, session, write, rows), false);
        }
        return rows;
    }

    /**
     * Refuses a statement whose policy is to fail, before another operation that belongs to it is executed: a refused
     * statement must do nothing at all.
     */
    public void refuse(SharedSessionContractImplementor session, BulkWrite write) {
        SessionState state = states.of(session);
        if (!state.flush().isQuiet()) {
            enforcer.enforce(session, state, write, Policy.FAIL);
        }
    }

    /** Executes a native statement, of which only the query spaces are known that the application has named. */
    public int executeNative(
            SharedSessionContractImplementor session, Collection<String> spaces, String sql, IntSupplier execution) {
        SessionState state = states.of(session);
        if (!state.flush().isQuiet()) {
            enforcer.enforceNative(session, state, spaces, sql);
        }
        return execution.getAsInt();
    }
}
