package dev.signals.hibernate.internal.timeline;

import dev.signals.hibernate.internal.access.SessionWatch;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import dev.signals.hibernate.internal.session.SessionStates;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A watch over all sessions.
 *
 * @param inspector null if the session factory has none, because the setting is missing
 * @param flushes where failures of flushes are noticed
 * @param whenClosed ends the watch
 */
record WatchedSessions(
        SessionStates states, @Nullable SqlInspector inspector, FlushFailures flushes, Runnable whenClosed)
        implements SessionWatch {

    @Override
    public boolean seesStatements() {
        return inspector != null;
    }

    @Override
    public String lastStatement() {
        return inspector == null ? "statement" : inspector.last();
    }

    @Override
    public void observeCompletion(SharedSessionContractImplementor session, Consumer<Boolean> observer) {
        states.of(session).observeCompletion(observer);
    }

    @Override
    public void observeFlushFailures(BiConsumer<SharedSessionContractImplementor, Throwable> observer) {
        flushes.observe(this, observer);
    }

    @Override
    public @Nullable SharedSessionContractImplementor sessionOf(Object event) {
        Object first = event instanceof List<?> batch && !batch.isEmpty() ? batch.get(0) : event;
        return first instanceof SessionBoundEvent known ? known.owner() : null;
    }

    @Override
    public void close() {
        flushes.forget(this);
        whenClosed.run();
    }
}
