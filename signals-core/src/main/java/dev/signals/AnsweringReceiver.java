package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * A receiver whose return value is passed to the sender, see {@link Signal#send}.
 *
 * <p>Django keeps the return value of every receiver. Here answering receivers are a type of their own, so that sending
 * to other receivers allocates nothing.
 *
 * @param <E> the type of the events it receives
 */
@FunctionalInterface
public interface AnsweringReceiver<E> extends SignalReceiver<E> {

    /**
     * Receives one event.
     *
     * @return the answer, which may be null
     */
    @Nullable
    Object answer(E event) throws Exception;

    @Override
    default void receive(E event) throws Exception {
        answer(event);
    }
}
