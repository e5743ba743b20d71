package dev.signals;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous receivers of one sending. They are started together, and the group is done when the last of them is.
 */
final class AsyncGroup {

    private AsyncGroup() {}

    /**
     * Starts all asynchronous receivers in this thread and waits for them.
     *
     * @return the outcomes in calling order
     */
    static List<Outcome> run(DispatchList receivers, Object event) {
        try {
            return start(receivers, event, Runnable::run).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /**
     * Starts all asynchronous receivers on {@code executor}.
     *
     * @return a future of the outcomes in calling order, which fails only with an {@code Error}
     */
    static CompletableFuture<List<Outcome>> start(DispatchList receivers, Object event, Executor executor) {
        List<CompletableFuture<@Nullable Outcome>> outcomes = Arrays.stream(receivers.async)
                .map(connection -> startOne(connection, event, receivers.observers, executor))
                .toList();
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> outcomes.stream()
                        .map(CompletableFuture::join)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /**
     * Starts one receiver.
     *
     * @return its outcome; null if it was not called
     */
    private static CompletableFuture<@Nullable Outcome> startOne(
            Connection connection, Object event, CallObservers observers, Executor executor) {
        return CompletableFuture.supplyAsync(() -> startNow(connection, event, observers), executor)
                .thenCompose(stage -> stage == null
                        ? CompletableFuture.<@Nullable Object>completedFuture(Invocation.NOT_CALLED)
                        : stage.thenApply(answer -> (@Nullable Object) answer))
                .handle((answer, failure) -> outcome(connection, event, answer, failure));
    }

    private static @Nullable CompletionStage<?> startNow(Connection connection, Object event, CallObservers observers) {
        try {
            return Invocation.start(connection, event, observers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static @Nullable Outcome outcome(
            Connection connection, Object event, @Nullable Object answer, @Nullable Throwable failure) {
        if (failure == null) {
            return answer == Invocation.NOT_CALLED ? null : new Outcome.Returned(connection, answer);
        }
        Throwable cause = Stages.cause(failure);
        if (cause instanceof Error error) {
            ReceiverContext.attach(error, connection, event);
            throw error;
        }
        return new Outcome.Failed(connection, Failures.exception(connection, cause));
    }
}
