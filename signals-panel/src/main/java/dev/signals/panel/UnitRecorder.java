package dev.signals.panel;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.access.SessionWatch;
import dev.signals.hibernate.internal.access.TimeSetting;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import jakarta.persistence.EntityManagerFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The recorder of one session factory. Used by several threads. */
final class UnitRecorder implements Scope {

    private static final System.Logger LOG = System.getLogger(SignalPanel.class.getName());
    private static final Duration DEFAULT_SLOW = Duration.ofMillis(100);

    private final String name;
    private final Recording recording;
    private final SafeText text;
    private final SourcePlaces places;
    private final SessionWatch watch;
    private final List<Scope> ends = new ArrayList<>();
    private final Map<SharedSessionContractImplementor, SessionRecorder> recorders =
            Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Connection, ReceiverName> receivers = Collections.synchronizedMap(new WeakHashMap<>());

    /** The session that works in a thread, for failures of statements, which do not name it. */
    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable WeakReference<SessionRecorder>> working = new ThreadLocal<>();

    /** The call that a thread makes, for the sessions that it opens. */
    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable Cause> calling = new ThreadLocal<>();

    private final long slow;
    private final boolean listsSlowCalls;
    private int sessions;
    private volatile boolean open = true;

    /** A receiver that is being called, and the work in which it is. */
    private record Cause(
            String receiver, long work, @Nullable Cause outer) {}

    UnitRecorder(EntityManagerFactory factory, String name, Recording recording, boolean values, SourcePlaces places) {
        this.name = name;
        this.recording = recording;
        this.places = places;
        SessionFactoryImplementor implementor = FactoryAccess.implementor(factory);
        text = new SafeText(values, implementor.getJdbcServices().getDialect().openQuote() != '"');
        slow = slow(implementor);
        listsSlowCalls = implementor.getProperties().containsKey(SignalSettings.SLOW);
        FactorySignals signals = ModelSignals.of(factory);
        FactoryAccess access = FactoryAccess.find(factory)
                .orElseThrow(() -> new IllegalStateException("session factory \"" + name + "\" has no signals"));
        watch = access.watchSessions(this::recorder);
        ends.add(watch);
        watch.observeFlushFailures(this::flushFailed);
        ends.add(signals.observe(this::called));
        ends.add(StatementFailures.watch(implementor, this::statementFailed));
        WeakReference<UnitRecorder> self = new WeakReference<>(this); // a handler stays as long as the factory
        signals.onFailure((connection, event, failure) -> {
            UnitRecorder recorder = self.get();
            if (recorder != null) {
                recorder.unreported(connection, event, failure);
            }
        });
    }

    /** Returns the time from which on something is shown as slow, in nanoseconds. */
    private static long slow(SessionFactoryImplementor factory) {
        Object setting = factory.getProperties().get(SignalSettings.SLOW);
        return (setting == null ? DEFAULT_SLOW : TimeSetting.of(SignalSettings.SLOW, setting)).toNanos();
    }

    long slow() {
        return slow;
    }

    /** Returns whether calls that take that long are listed, which is so if the application says what is slow. */
    boolean listsSlowCalls() {
        return listsSlowCalls;
    }

    String name() {
        return name;
    }

    boolean isOpen() {
        return open;
    }

    boolean seesStatements() {
        return watch.seesStatements();
    }

    Recording recording() {
        return recording;
    }

    SafeText text() {
        return text;
    }

    Fault fault(Throwable thrown) {
        return Fault.of(thrown, text.values());
    }

    String lastStatement() {
        return watch.lastStatement();
    }

    Work begin(int session, Work.State state, BooleanSupplier closed) {
        Cause cause = calling.get();
        return recording.begin(
                name,
                session,
                state,
                closed,
                cause == null ? null : cause.receiver(),
                cause == null ? 0 : cause.work());
    }

    private SessionRecorder recorder(SharedSessionContractImplementor session) {
        return recorders.computeIfAbsent(session, this::attach);
    }

    private SessionRecorder attach(SharedSessionContractImplementor session) {
        SessionRecorder recorder = new SessionRecorder(this, ++sessions, session);
        session.getEventListenerManager().addListener(recorder);
        session.getTransactionCoordinator().addObserver(recorder);
        watch.observeCompletion(session, recorder::transactionEnded);
        return recorder;
    }

    private @Nullable SessionRecorder recorderOf(Object event) {
        SharedSessionContractImplementor session = watch.sessionOf(event);
        if (session == null) {
            return null;
        }
        SessionRecorder known = recorders.get(session);
        return known == null && session.isOpenOrWaitingForAutoClose() ? recorder(session) : known;
    }

    /** Records a call. What fails here must not fail the receiver. */
    private AfterCall called(Connection connection, Object event) {
        try {
            AfterCall end = recorded(connection, event);
            return failure -> safely(() -> end.ended(failure));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The signals panel cannot record a call of " + connection, e);
            return AfterCall.IGNORED;
        }
    }

    /** Records something. If that fails, the application must not notice it. */
    private static void safely(Runnable recording) {
        try {
            recording.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The signals panel cannot record what has happened", e);
        }
    }

    private AfterCall recorded(Connection connection, Object event) {
        SessionRecorder recorder = open ? recorderOf(event) : null;
        if (recorder == null) {
            return AfterCall.IGNORED;
        }
        ReceiverName receiver = name(connection);
        if (connection.delivery().orElse(null) instanceof ExecutorDelivery) {
            SessionRecorder.BackgroundCall call = recorder.callsInBackground(receiver, connection.signal(), event);
            return call == null ? AfterCall.IGNORED : causing(receiver, call.workId(), call::returned);
        }
        Step call = recorder.calls(receiver, connection.signal(), event);
        return call == null
                ? AfterCall.IGNORED
                : causing(receiver, recorder.workId(), failure -> recorder.returned(call, failure));
    }

    private AfterCall causing(ReceiverName receiver, long work, AfterCall end) {
        Thread thread = Thread.currentThread();
        Cause outer = calling.get();
        calling.set(new Cause(receiver.name(), work, outer));
        return failure -> {
            if (Thread.currentThread() != thread) { // an asynchronous receiver
                end.ended(failure);
                return;
            }
            if (outer == null) {
                calling.remove();
            } else {
                calling.set(outer);
            }
            end.ended(failure);
        };
    }

    ReceiverName name(Connection connection) {
        return receivers.computeIfAbsent(connection, known -> ReceiverName.of(known, places));
    }

    /** Called when a session is about to execute a statement in this thread. */
    void worksWith(SessionRecorder session) {
        WeakReference<SessionRecorder> present = working.get();
        if (present == null || !present.refersTo(session)) {
            working.set(new WeakReference<>(session));
        }
    }

    private void statementFailed(Throwable failure) {
        WeakReference<SessionRecorder> present = working.get();
        SessionRecorder session = present == null ? null : present.get();
        if (open && session != null) {
            safely(() -> session.statementFailed(failure));
        }
    }

    private void flushFailed(SharedSessionContractImplementor session, Throwable failure) {
        SessionRecorder known = recorders.get(session);
        if (open && known != null) {
            safely(() -> known.flushFailed(failure));
        }
    }

    /** Lists a transaction that was rolled back or has not ended, if it is known why. */
    void ended(Work work) {
        Step reason = work.reason();
        if (reason != null) {
            Map<String, Object> failure =
                    failure(work.state() == Work.State.ABANDONED ? "abandoned" : "rolledBack", work.id);
            failure.putAll(reason.failureJson());
            recording.failure(failure);
        }
    }

    /** Lists a failure that reaches no caller. */
    private void unreported(Connection connection, Object event, Throwable thrown) {
        if (open) {
            SessionRecorder session = recorderOf(event);
            Map<String, Object> failure = failure("unreported", session == null ? 0 : session.workId());
            failure.put("kind", "call");
            failure.put("signal", connection.signal());
            failure.put("receiver", name(connection).json());
            failure.put("text", text.event(event));
            failure.put("fault", fault(thrown).json());
            recording.failure(failure);
        }
    }

    private Map<String, Object> failure(String outcome, long work) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("time", System.currentTimeMillis());
        failure.put("unit", name);
        failure.put("outcome", outcome);
        if (work != 0) {
            failure.put("work", work);
        }
        return failure;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            ends.forEach(Scope::close);
        }
    }
}
