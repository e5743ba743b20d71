package dev.signals.hibernate.internal.session;

import dev.signals.Delivery;
import dev.signals.hibernate.internal.loop.LoopGuard;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.JdbcSessionOwner;
import org.jspecify.annotations.Nullable;

/**
 * Finds the state of a session of one factory.
 *
 * <p>Hibernate offers no place on the session to keep an object and find it again ({@code getProperties} copies a map at
 * each call). So the session holds its state as a session event listener, and this map finds it, with weak references on
 * both sides: a session that is dropped without being closed takes its state along.
 */
public final class SessionStates {

    private final Map<SessionKey, WeakReference<SessionState>> states = new ConcurrentHashMap<>();
    private final ReferenceQueue<SharedSessionContractImplementor> dropped = new ReferenceQueue<>();
    private final LoopGuard guard;
    private final AfterEnd afterEnd;
    private final SavepointSource savepoints;
    private final PendingWrites pending;

    /**
     * @param savepoints who else sets savepoints
     * @param surroundings who else keeps sessions
     * @param guard what ends receivers that do not settle
     * @param pending what tells whether receivers have left anything to write
     */
    public SessionStates(
            SavepointSource savepoints, Surroundings surroundings, LoopGuard guard, PendingWrites pending) {
        this.pending = pending;
        this.guard = guard;
        this.afterEnd = new AfterEnd(surroundings);
        this.savepoints = savepoints;
    }

    /** The state of {@code session}, made now if there is none yet. */
    public SessionState of(SharedSessionContractImplementor session) {
        SessionState present = find(session);
        return present != null ? present : create(session);
    }

    /** The state of a stateless session; null if Hibernate does not tell which one it is. */
    public @Nullable SessionState ofStateless(@Nullable SharedSessionContractImplementor session) {
        return session == null ? null : of(session);
    }

    /** The state of {@code session}, or null if nothing has been remembered for it. */
    public @Nullable SessionState find(SharedSessionContractImplementor session) {
        WeakReference<SessionState> present = states.get(new Lookup(session));
        return present == null ? null : present.get();
    }

    /** What is done behind the end of transactions. */
    public AfterEnd afterEnd() {
        return afterEnd;
    }

    /** A call that is going to be made in another thread, which this thread has caused. */
    public Delivery.Call carried(Delivery.Call call) {
        return guard.carried(call);
    }

    private SessionState create(SharedSessionContractImplementor session) {
        forgetDropped();
        Key key = new Key(session, dropped);
        SessionState state = new SessionState(
                session, guard, afterEnd, parent(session), savepoints, pending, () -> states.remove(key));
        state.watchTransactions(session);
        session.getEventListenerManager().addListener(state);
        states.put(key, new WeakReference<>(state));
        return state;
    }

    /** The state of the session that opened this one to share its transaction, or null. */
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

    /** What the map compares sessions by. */
    private sealed interface SessionKey permits Key, Lookup {}

    /** What a session is kept under: its identity, without keeping it alive. */
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

    /** What a session is looked up with; the map asks it, not the key it has, whether both are equal. */
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
