package dev.signals.hibernate.internal.timeline;

import dev.signals.ReceiverObserver;
import dev.signals.Scope;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.SlowCall;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.access.SessionWatch;
import dev.signals.hibernate.internal.session.SessionStates;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** The timelines of one session factory. */
public final class Timelines {

    private final String factory;
    private final SessionStates states;
    private final @Nullable SqlInspector inspector;
    private final boolean set;
    private final SqlText text;
    private final FlushFailures flushes;
    private @Nullable SlowCalls slow;
    private @Nullable FailedTransactions failed;
    private final List<RecordedTimeline> ofAll = new CopyOnWriteArrayList<>();
    private final List<Consumer<SharedSessionContractImplementor>> watchers = new CopyOnWriteArrayList<>();

    private Timelines(SessionFactoryImplementor factory, SessionStates states, @Nullable SqlInspector inspector) {
        this.factory = FactoryName.of(factory);
        this.states = states;
        this.inspector = inspector;
        this.set = inspector != null && isSet(factory.getProperties());
        this.text = SqlText.of(factory.getJdbcServices().getDialect());
        this.flushes = new FlushFailures(factory.getEventListenerRegistry());
    }

    /** Returns whether timelines of all sessions are asked for. */
    static boolean isSet(Map<String, Object> settings) {
        return "true".equalsIgnoreCase(String.valueOf(settings.get(SignalSettings.TIMELINE)));
    }

    public static Timelines of(SessionFactoryImplementor factory, SessionStates states) {
        SqlInspector inspector =
                factory.getSessionFactoryOptions().getStatementInspector() instanceof SqlInspector ours ? ours : null;
        Timelines timelines = new Timelines(factory, states, inspector);
        if (inspector != null && (timelines.set || FailedTransactions.areLogged())) {
            SessionNotice.register(factory.getEventListenerRegistry(), timelines);
            timelines.failed = new FailedTransactions(factory, states, inspector, timelines.text);
            inspector.opened(); // as long as the factory
        } else if (inspector == null && isSet(factory.getProperties())) {
            warn(factory);
        }
        return timelines;
    }

    /** Warns that the setting has no effect, because the services of the factory have been made without it. */
    private static void warn(SessionFactoryImplementor factory) {
        StatementInspector other = factory.getSessionFactoryOptions().getStatementInspector();
        System.getLogger("dev.signals.hibernate.ModelSignals")
                .log(
                        Level.WARNING,
                        "session factory \"" + FactoryName.of(factory)
                                + "\" cannot record timelines of all sessions, as " + SignalSettings.TIMELINE
                                + "=true requires: "
                                + (other == null
                                        ? "it has no StatementInspector"
                                        : "its StatementInspector does not come from this library, but is of class "
                                                + other.getClass().getName())
                                + "; give the setting to the service registry too, and set an inspector of your own as the setting "
                                + AvailableSettings.STATEMENT_INSPECTOR + "; in Quarkus add signals-quarkus");
    }

    /** Called when a session begins an operation. */
    void noticed(SharedSessionContractImplementor session) {
        ofAll.forEach(timeline -> timeline.attach(session));
        watchers.forEach(watcher -> watcher.accept(session));
        if (failed != null) {
            failed.noticed(session);
        }
    }

    /** Logs the transactions that are rolled back, where that is asked for. */
    public void watchFailures(Consumer<ReceiverObserver> observe) {
        if (failed != null) {
            observe.accept(failed);
        }
    }

    /**
     * Logs and keeps the slow calls from now on.
     *
     * @param limit the time from which on a call is slow
     */
    public void watchSlowCalls(Consumer<ReceiverObserver> observe, Duration limit) {
        SlowCalls calls = new SlowCalls(limit, text);
        if (inspector != null) {
            inspector.notify(calls::executed);
        }
        observe.accept(calls);
        slow = calls;
    }

    /** Returns the last slow calls; none if they are not watched. */
    public List<SlowCall> slowCalls() {
        return slow == null ? List.of() : slow.last();
    }

    /**
     * Watches all sessions.
     *
     * @param watcher called with the session of each operation, in its thread; never without the setting
     */
    public SessionWatch watch(Consumer<SharedSessionContractImplementor> watcher) {
        watchers.add(watcher);
        if (inspector != null) {
            inspector.opened();
        }
        return new WatchedSessions(states, inspector, flushes, () -> {
            if (watchers.remove(watcher) && inspector != null) {
                inspector.closed();
            }
        });
    }

    /** Opens a timeline of all sessions. */
    public SignalTimeline open(Function<ReceiverObserver, Scope> observe) {
        if (!set) {
            throw new IllegalStateException(
                    "session factory \"" + factory + "\" cannot record a timeline of all its sessions; set "
                            + SignalSettings.TIMELINE + "=true, or open the timeline of one session");
        }
        RecordedTimeline timeline = open(observe, true);
        ofAll.add(timeline);
        return timeline;
    }

    /** Opens a timeline of one session. */
    public SignalTimeline open(Function<ReceiverObserver, Scope> observe, SharedSessionContractImplementor session) {
        RecordedTimeline timeline = open(observe, false);
        timeline.attach(session);
        return timeline;
    }

    private RecordedTimeline open(Function<ReceiverObserver, Scope> observe, boolean all) {
        List<Runnable> ends = new ArrayList<>();
        Statements statements = inspector == null ? () -> "statement" : inspector;
        RecordedTimeline timeline = new RecordedTimeline(states, statements, all, () -> ends.forEach(Runnable::run));
        ends.add(observe.apply(timeline::called)::close);
        ends.add(() -> ofAll.remove(timeline));
        if (inspector != null) {
            inspector.opened();
            ends.add(inspector::closed);
        }
        return timeline;
    }
}
