package dev.signals.hibernate.internal.factory;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.ReceiverObserver;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The failures of receivers and callbacks that this thread calls in simulated commits, each passed on once. */
final class SimulatedFailures implements ReceiverObserver {

    private final Thread thread = Thread.currentThread();
    private final Set<Throwable> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final Consumer<? super Throwable> failures;

    SimulatedFailures(Consumer<? super Throwable> failures) {
        this.failures = failures;
    }

    @Override
    public AfterCall beforeCall(Connection connection, Object event) {
        return Thread.currentThread() == thread ? this::ended : AfterCall.IGNORED;
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null) {
            add(failure);
        }
    }

    void add(Throwable failure) {
        if (seen.add(failure)) {
            failures.accept(failure);
        }
    }
}
