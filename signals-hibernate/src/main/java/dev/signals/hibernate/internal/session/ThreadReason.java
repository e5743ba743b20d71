package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The reason for which each thread writes at present, in whatever sessions of one session factory. */
public final class ThreadReason {

    /** The number of threads that have a reason. It is usually 0, and then no thread has to look at its own. */
    private final AtomicInteger given = new AtomicInteger();

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable String> reason = new ThreadLocal<>();

    ThreadReason() {}

    /** Gives this thread a reason, until the scope is closed. */
    public Scope begin(String because) {
        String outer = reason.get();
        reason.set(because);
        given.incrementAndGet();
        return Scope.of(() -> {
            given.decrementAndGet();
            if (outer == null) {
                reason.remove();
            } else {
                reason.set(outer);
            }
        });
    }

    /** Returns a mode of a session, with the reason of this thread if the session has none of its own. */
    WriteMode complete(WriteMode mode) {
        if (given.get() == 0 || mode.context().reason() != null) {
            return mode;
        }
        String because = reason.get();
        return because == null ? mode : mode.because(because);
    }
}
