package dev.signals;

/**
 * A receiver, which is called when a signal is sent: usually a lambda, a method reference or a small class.
 *
 * <p>A receiver that returns a value to the sender is an {@link AnsweringReceiver}; one that works on in the background
 * is an {@link AsyncReceiver}.
 *
 * <p>A receiver is called in the thread that sends. Several threads may call it at once if several threads send. Two
 * receivers are the same if they are the same object. A lambda or a method reference evaluated twice gives two objects,
 * so keep the object, the {@link Connection} or a {@linkplain Options#uid uid} to disconnect it.
 *
 * @param <E> the type of the events it receives
 */
@FunctionalInterface
public interface SignalReceiver<E> {

    /**
     * Receives one event.
     *
     * <p>The event is one object instead of Django's keyword arguments, so that later versions can add values without
     * breaking a receiver ({@code django.dispatch}, argument {@code **kwargs}).
     *
     * @throws Exception any failure of the receiver, see {@link Signal#send} and {@link Signal#sendRobust}
     */
    void receive(E event) throws Exception;

    /**
     * Returns the given lambda as a receiver whose return value reaches the sender: {@code connect(answering(e -> 42))}.
     */
    static <E> AnsweringReceiver<E> answering(AnsweringReceiver<E> receiver) {
        return receiver;
    }

    /** Returns the given lambda as an asynchronous receiver: {@code connect(async(e -> client.post(e.id())))}. */
    static <E> AsyncReceiver<E> async(AsyncReceiver<E> receiver) {
        return receiver;
    }
}
