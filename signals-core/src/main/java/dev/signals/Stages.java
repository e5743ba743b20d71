package dev.signals;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The stages that asynchronous receivers return: how to wait for them and how to unwrap their failures. */
final class Stages {

    private Stages() {}

    /** Waits for {@code stage} without regard to interrupts, and throws its failure. */
    static void await(CompletionStage<?> stage) throws Exception {
        try {
            present(stage).toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = cause(e);
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof Exception exception ? exception : e;
        }
    }

    static CompletionStage<?> present(@Nullable CompletionStage<?> stage) {
        return Objects.requireNonNull(
                stage,
                "the asynchronous receiver returned null instead of a stage; return a completed stage if there is"
                        + " nothing to wait for");
    }

    /** Returns the failure without the wrapper that {@code CompletableFuture} adds. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
