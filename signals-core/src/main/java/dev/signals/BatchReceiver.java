package dev.signals;

import java.util.List;

/**
 * A receiver that gets several events in one call when they are sent together, see {@link Signal#sendAll}. An event
 * that is sent alone arrives as a list of one.
 *
 * @param <E> the type of the events it receives
 */
@FunctionalInterface
public interface BatchReceiver<E> extends SignalReceiver<E> {

    /**
     * Receives all events of one sending that it is connected for and that pass its filter.
     *
     * @param events in the order in which they were sent, never empty, unmodifiable
     */
    void receiveAll(List<E> events) throws Exception;

    @Override
    default void receive(E event) throws Exception {
        receiveAll(List.of(event));
    }
}
