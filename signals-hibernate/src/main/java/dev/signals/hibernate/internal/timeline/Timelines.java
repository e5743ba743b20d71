package dev.signals.hibernate.internal.timeline;

import dev.signals.ReceiverObserver;
import dev.signals.Scope;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.session.SessionStates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
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
        Timelines timelines = new Timelines(FactoryName.of(factory), states, inspector);
        if (inspector != null) {
            SessionNotice.register(factory.getEventListenerRegistry(), timelines);
        }
        return timelines;
    }

    /** Called when a session begins an operation. */
    void noticed(SharedSessionContractImplementor session) {
        ofAll.forEach(timeline -> timeline.attach(session));
    }

    /** Opens a timeline of all sessions. */
    public SignalTimeline open(Function<ReceiverObserver, Scope> observe) {
        if (inspector == null) {
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
