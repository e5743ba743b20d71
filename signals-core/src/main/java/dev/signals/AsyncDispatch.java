package dev.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Calls the receivers of one sending on an executor: first the plain receivers, then the asynchronous ones. */
final class AsyncDispatch {

    private AsyncDispatch() {}

    static CompletableFuture<List<Outcome.Returned>> failFast(DispatchList receivers, Object event, Executor executor) {
        FailureCollector failures = new FailureCollector(receivers.observers.handlers());
        return submit(() -> Dispatch.plainFailFast(receivers, event, failures), executor)
                .thenCompose(answers -> AsyncGroup.start(receivers, event, executor)
                        .thenApply(outcomes -> {
                            failures.addAll(outcomes, event);
                            failures.throwFirst();
                            List<Outcome.Returned> all = new ArrayList<>(answers);
                            outcomes.forEach(outcome -> Dispatch.addIfReturned(all, outcome));
                            return Collections.unmodifiableList(all);
                        }))
                .copy(); // cancelling the returned future must not keep the asynchronous receivers from starting
    }

    static CompletableFuture<List<Outcome>> robust(DispatchList receivers, Object event, Executor executor) {
        return submit(() -> Dispatch.plainRobust(receivers, event), executor)
                .thenCompose(outcomes -> AsyncGroup.start(receivers, event, executor)
                        .thenApply(async -> {
                            async.forEach(outcome ->
                                    outcomes.add(Dispatch.reported(outcome, event, receivers.observers.handlers())));
                            return Collections.unmodifiableList(outcomes);
                        }))
                .copy();
    }

    private static <T> CompletableFuture<T> submit(Supplier<T> plain, Executor executor) {
        Objects.requireNonNull(executor, "executor");
        try {
            return CompletableFuture.supplyAsync(plain, executor);
        } catch (RuntimeException | Error rejected) { // an error if there is no memory for another thread
            return CompletableFuture.failedFuture(rejected);
        }
    }
}
