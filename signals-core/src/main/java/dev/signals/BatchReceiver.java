package dev.signals;

import java.util.List;

/**
 * A receiver that takes several events in one call, where whoever sends has several at once: see {@link Signal#sendAll}. Of a
 * sending of one event it gets a list of one.
 *
 * @param <E> the events it can take
 */
@FunctionalInterface
public interface BatchReceiver<E> extends SignalReceiver<E> {

    /**
     * Takes all events of one sending that it is connected for and whose filter they pass.
     *
     * @param events in the order in which they were sent, never empty, unmodifiable
     */
    void receiveAll(List<E> events) throws Exception;

    @Override
    default void receive(E event) throws Exception {
        receiveAll(List.of(event));
    }
}
