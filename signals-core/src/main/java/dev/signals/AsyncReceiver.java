package dev.signals;

import java.util.concurrent.CompletionStage;

/**
 * A receiver that starts work and is done when the stage that it returns is. The value of the stage is its answer.
 *
 * <p>Each sending calls the plain receivers first and then starts the asynchronous ones together. {@link Signal#send}
 * waits for them, {@link Signal#sendAsync} does not. Mirrors the coroutine receivers of Django 5.0 and later ({@code
 * Signal.send}, {@code Signal.asend}).
 *
 * @param <E> the type of the events it receives
 */
@FunctionalInterface
public interface AsyncReceiver<E> extends SignalReceiver<E> {

    /**
     * Starts the work for one event.
     *
     * @return the stage of the work, which is never null
     */
    CompletionStage<?> receiveAsync(E event) throws Exception;

    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // waiting is what receiving means here, see Signal.send
    default void receive(E event) throws Exception {
        Stages.await(receiveAsync(event));
    }
}
