package dev.signals.hibernate.internal.timeline;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.timeline.Entry.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A timeline, with the recorders of the sessions that it has seen. */
final class RecordedTimeline implements SignalTimeline {

    private final Entries entries = new Entries();
    private final Map<SharedSessionContractImplementor, SessionRecorder> recorders =
            Collections.synchronizedMap(new WeakHashMap<>());
    private final SessionStates states;
    private final Statements statements;
    private final boolean ofAll;
    private final Runnable whenClosed;
    private volatile boolean open = true;

    /**
     * @param ofAll true if it records all sessions, not only sessions that have been attached
     */
    RecordedTimeline(SessionStates states, Statements statements, boolean ofAll, Runnable whenClosed) {
        this.states = states;
        this.statements = statements;
        this.ofAll = ofAll;
        this.whenClosed = whenClosed;
    }

    Entries entries() {
        return entries;
    }

    boolean isOpen() {
        return open;
    }

    SessionRecorder attach(SharedSessionContractImplementor session) {
        return recorders.computeIfAbsent(session, key -> SessionRecorder.attach(key, states.of(key), this, statements));
    }

    /** Called before each receiver call of the factory. */
    AfterCall called(Connection connection, Object argument) {
        SessionRecorder recorder = recorder(argument);
        if (recorder == null) {
            return AfterCall.IGNORED;
        }
        if (connection.delivery().orElse(null) instanceof ExecutorDelivery) {
            recorder.callsInBackground(Names.event(connection, argument), Names.receiver(connection));
            return AfterCall.IGNORED;
        }
        recorder.calls(Names.event(connection, argument), Names.receiver(connection));
        return recorder::returned;
    }

    private @Nullable SessionRecorder recorder(Object argument) {
        Object event = argument instanceof List<?> batch ? batch.get(0) : argument;
        SharedSessionContractImplementor session = event instanceof SessionBoundEvent known ? known.owner() : null;
        if (session == null) {
            return null;
        }
        return ofAll && session.isOpenOrWaitingForAutoClose() ? attach(session) : recorders.get(session);
    }

    @Override
    public void mark(String text) {
        Objects.requireNonNull(text, "text");
        if (open) {
            entries.add(Kind.MARK, 0, 0, text, null);
        }
    }

    @Override
    public List<String> lines() {
        return entries.lines();
    }

    @Override
    public String toMermaid() {
        return Diagram.of(entries.all());
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            whenClosed.run();
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
