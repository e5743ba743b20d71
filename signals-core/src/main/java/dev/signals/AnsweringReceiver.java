package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * A receiver whose return value is handed to the sender, see {@link Signal#send}.
 *
 * <p>Django keeps the return value of every receiver. Here answering is a kind of its own, so that sending to receivers
 * that do not answer allocates nothing.
 *
 * @param <E> the type of the event this receiver takes
 */
@FunctionalInterface
public interface AnsweringReceiver<E> extends SignalReceiver<E> {

    /** Takes one event and answers it; {@code null} is an answer. */
    @Nullable
    Object answer(E event) throws Exception;

    @Override
    default void receive(E event) throws Exception {
        answer(event);
    }
}
