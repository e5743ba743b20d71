package dev.signals.hibernate.internal.session;

import dev.signals.Delivery;
import dev.signals.hibernate.internal.access.CallChain;
import dev.signals.hibernate.internal.loop.LoopGuard;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.JdbcSessionOwner;
import org.jspecify.annotations.Nullable;

/**
 * The states of the sessions of one factory, found by session.
 *
 * <p>A Hibernate session offers no place to keep an object and find it again ({@code getProperties} copies a map at each
 * call). So the session holds its state as a session event listener, and this map finds it. Both sides are weak references:
 * a session that is dropped without being closed takes its state along.
 */
public final class SessionStates {

    private final Map<SessionKey, WeakReference<SessionState>> states = new ConcurrentHashMap<>();
    private final ReferenceQueue<SharedSessionContractImplementor> dropped = new ReferenceQueue<>();
    private final LoopGuard guard;
    private final AfterEnd afterEnd;
    private final SavepointSource savepoints;
    private final PendingWrites pending;
    private final @Nullable Supplier<Map<String, Object>> context;
    private final ThreadReason threadReason = new ThreadReason();
    private final Surroundings surroundings;
    private final AtomicLong seen = new AtomicLong();

    /**
     * @param savepoints another source of savepoints
     * @param surroundings another keeper of sessions
     * @param guard ends receivers that keep triggering each other
     * @param pending finds out whether receivers have left anything to write
     * @param context returns values for the context of events; null if there are none
     */
    public SessionStates(
            SavepointSource savepoints,
            Surroundings surroundings,
            LoopGuard guard,
            PendingWrites pending,
            @Nullable Supplier<Map<String, Object>> context) {
        this.context = context;
        this.pending = pending;
        this.guard = guard;
        this.surroundings = surroundings;
        this.afterEnd = new AfterEnd(surroundings);
        this.savepoints = savepoints;
    }

    /** Returns the state of {@code session}. It is made now if there is none yet. */
    public SessionState of(SharedSessionContractImplementor session) {
        SessionState present = find(session);
        return present != null ? present : create(session);
    }

    /** Returns the state of a stateless session; null if Hibernate does not report the session. */
    public @Nullable SessionState ofStateless(@Nullable SharedSessionContractImplementor session) {
        return session == null ? null : of(session);
    }

    /** Returns the state of {@code session}, or null if there is none. */
    public @Nullable SessionState find(SharedSessionContractImplementor session) {
        if (states.isEmpty()) {
            return null; // Nobody has ever been connected, and then each operation has to be quick.
        }
        WeakReference<SessionState> present = states.get(new Lookup(session));
        return present == null ? null : present.get();
    }

    /** The threads that run callbacks after the end of a transaction. */
    public AfterEnd afterEnd() {
        return afterEnd;
    }

    /** The reason for which each thread writes. */
    public ThreadReason threadReason() {
        return threadReason;
    }

    /** Returns a call for another thread that carries the calls of this thread, which have caused it. */
    public Delivery.Call carried(Delivery.Call call) {
        return guard.carried(call);
    }

    /** Returns a call that was kept, so that it carries on what has caused it. */
    public Delivery.Call carriedAfter(CallChain chain, Delivery.Call call) {
        return guard.carriedAfter(chain, call);
    }

    /**
     * Simulates the commits of the transactions that are open in this thread, one after another.
     *
     * @param factory the factory of the sessions
     * @param failures gets the failures of callbacks
     * @return the number of transactions
     */
    public int simulateCommits(SessionFactoryImplementor factory, Consumer<Throwable> failures) {
        surroundings.sessions().stream()
                .filter(session -> session.getFactory() == factory && session.isTransactionInProgress())
                .forEach(this::of);
        SimulatedCommit commit = new SimulatedCommit(this, failures);
        List<SessionState> transactions = openInThisThread();
        transactions.forEach(state -> state.simulate(commit));
        return transactions.size();
    }

    /** Returns one session of each transaction that is open in this thread, in the order in which they were first seen. */
    private List<SessionState> openInThisThread() {
        Map<TransactionCallbacks, SessionState> transactions = new LinkedHashMap<>();
        states.values().stream()
                .map(WeakReference::get)
                .flatMap(Stream::ofNullable)
                .filter(SessionState::isOpenInThisThread)
                .sorted(Comparator.comparingLong(SessionState::number))
                .forEach(state -> transactions.putIfAbsent(state.transactionCallbacks(), state));
        return List.copyOf(transactions.values());
    }

    /** Creates the state of a session that shares the connection of another one, but is to have a transaction of its own. */
    SessionState ofOwnTransaction(SharedSessionContractImplementor session) {
        return create(session, null);
    }

    private SessionState create(SharedSessionContractImplementor session) {
        return create(session, parent(session));
    }

    private SessionState create(SharedSessionContractImplementor session, @Nullable SessionState parent) {
        forgetDropped();
        Key key = new Key(session, dropped);
        SessionState state = new SessionState(
                session,
                seen.incrementAndGet(),
                guard,
                afterEnd,
                parent,
                savepoints,
                pending,
                context,
                threadReason,
                () -> states.remove(key));
        state.watchTransactions(session);
        session.getEventListenerManager().addListener(state);
        states.put(key, new WeakReference<>(state));
        return state;
    }

    /** Returns the state of the session that opened this one to share its transaction, or null. */
    private @Nullable SessionState parent(SharedSessionContractImplementor session) {
        JdbcSessionOwner owner = session.getJdbcCoordinator().getJdbcSessionOwner();
        if (owner == session || !(owner instanceof SharedSessionContractImplementor parent)) {
            return null;
        }
        SessionState present = find(parent);
        return present != null ? present : createWithChild(parent);
    }

    private SessionState createWithChild(SharedSessionContractImplementor parent) {
        SessionState state = create(parent);
        state.beforeCommit().ownerSeenWithChild();
        return state;
    }

    private void forgetDropped() {
        for (Object key = dropped.poll(); key != null; key = dropped.poll()) {
            states.remove((Key) key);
        }
    }

    /** The key by which the map compares sessions. */
    private sealed interface SessionKey permits Key, Lookup {}

    /** The key under which a session is kept: its identity, without keeping it alive. */
    private static final class Key extends WeakReference<SharedSessionContractImplementor> implements SessionKey {

        private final int hash;

        Key(SharedSessionContractImplementor session, ReferenceQueue<SharedSessionContractImplementor> queue) {
            super(session, queue);
            this.hash = System.identityHashCode(session);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    /** The key with which a session is looked up. The map calls {@code equals} of this key, not of the key it holds. */
    private record Lookup(SharedSessionContractImplementor session) implements SessionKey {

        @Override
        public int hashCode() {
            return System.identityHashCode(session);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.refersTo(session);
        }
    }
}
