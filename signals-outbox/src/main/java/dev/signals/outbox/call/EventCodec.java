package dev.signals.outbox.call;

import org.hibernate.SharedSessionContract;

/**
 * Turns the events of your own signal into text and back, so that its receivers can be durable, see {@link
 * dev.signals.outbox.Outbox#durable(String, dev.signals.Signal, EventCodec)}. Used by many threads at once.
 *
 * @param <E> the events of the signal
 */
public interface EventCodec<E> {

    /** Returns the session in whose transaction the event happens. */
    SharedSessionContract session(E event);

    /** Returns the event as text. */
    String toText(E event);

    /**
     * Returns the event that a text stands for.
     *
     * @param call the call that brings it
     */
    E toEvent(String text, DurableCall call);
}
