package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.SharedDirtyCheck;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Lets a flush use what the inspection before it has found, where no code of the application or of another library can change
 * an entity in between. Callbacks make the session forget what it knows.
 */
final class FlushSharing {

    private final @Nullable SharedDirtyCheck check;
    private final ForeignCode foreign;

    FlushSharing(SessionFactoryImplementor factory, ForeignCode foreign) {
        this.check = foreign.isObserved() ? null : SharedDirtyCheck.of(factory);
        this.foreign = foreign;
    }

    /**
     * Begins a flush. It is the last call before Hibernate flushes.
     *
     * @param type the type of the event that flushes
     */
    void flushBegins(EventSource session, SessionState state, EventType<?> type) {
        if (check == null || foreign.mayRunBeforeComparison(session, type)) {
            state.unchanged().forget();
        } else if (state.unchanged().isAny()) {
            check.flushBegins(state.unchanged());
        }
    }

    /** Ends a flush. */
    void flushEnded(@Nullable SessionState state) {
        if (check != null) {
            check.flushEnded();
        }
        if (state != null) {
            state.unchanged().forget();
        }
    }
}
