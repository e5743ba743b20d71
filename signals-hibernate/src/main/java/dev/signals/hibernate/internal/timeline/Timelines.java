package dev.signals.hibernate.internal.timeline;

import dev.signals.Scope;
import dev.signals.hibernate.ModelSignal;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.internal.session.SessionStates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The timelines of one session factory. */
public final class Timelines {

    private final String factory;
    private final SessionStates states;
    private final @Nullable SqlInspector inspector;
    private final List<RecordedTimeline> ofAll = new CopyOnWriteArrayList<>();

    private Timelines(String factory, SessionStates states, @Nullable SqlInspector inspector) {
        this.factory = factory;
        this.states = states;
        this.inspector = inspector;
    }

    public static Timelines of(SessionFactoryImplementor factory, SessionStates states) {
        SqlInspector inspector =
                factory.getSessionFactoryOptions().getStatementInspector() instanceof SqlInspector ours ? ours : null;
        Timelines timelines = new Timelines(factory.getName(), states, inspector);
        if (inspector != null) {
            SessionNotice.register(factory.getEventListenerRegistry(), timelines);
        }
        return timelines;
    }

    /** Called when a session begins to do something. */
    void noticed(SharedSessionContractImplementor session) {
        ofAll.forEach(timeline -> timeline.attach(session));
    }

    /** Opens one for all sessions. */
    public SignalTimeline open(List<? extends ModelSignal<?>> signals) {
        if (inspector == null) {
            throw new IllegalStateException(
                    "session factory \"" + factory + "\" cannot tell a timeline of all its sessions; set "
                            + ModelSignals.TIMELINE + "=true, or ask for that of one session");
        }
        RecordedTimeline timeline = open(signals, true);
        ofAll.add(timeline);
        return timeline;
    }

    /** Opens one for a session. */
    public SignalTimeline open(List<? extends ModelSignal<?>> signals, SharedSessionContractImplementor session) {
        RecordedTimeline timeline = open(signals, false);
        timeline.attach(session);
        return timeline;
    }

    private RecordedTimeline open(List<? extends ModelSignal<?>> signals, boolean all) {
        List<Scope> observed = new ArrayList<>();
        List<RecordedTimeline> made = new ArrayList<>(1);
        RecordedTimeline timeline =
                new RecordedTimeline(states, inspector == null ? () -> "statement" : inspector, all, () -> {
                    observed.forEach(Scope::close);
                    ofAll.removeAll(made);
                    if (inspector != null) {
                        inspector.closed();
                    }
                });
        made.add(timeline);
        signals.forEach(signal -> observed.add(signal.signal().observe(timeline::called)));
        if (inspector != null) {
            inspector.opened();
        }
        return timeline;
    }
}
