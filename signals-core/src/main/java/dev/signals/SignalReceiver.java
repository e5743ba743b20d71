package dev.signals;

/**
 * Something that is called when a signal is sent: usually a lambda, a method reference or a small class.
 *
 * <p>A receiver that answers the sender is an {@link AnsweringReceiver}, one that goes on in the background an {@link
 * AsyncReceiver}.
 *
 * <p>Receivers are called in the thread that sends, and from several threads at once when several threads send. Two
 * receivers are the same when they are the same object; a lambda or a method reference evaluated twice gives two objects,
 * so keep the object, the {@link Connection} or a {@linkplain Options#uid uid} to disconnect it.
 *
 * @param <E> the type of the event this receiver takes
 */
@FunctionalInterface
public interface SignalReceiver<E> {

    /**
     * Takes one event.
     *
     * <p>The event is one object instead of Django's keyword arguments, so that later versions can tell more without
     * breaking a receiver ({@code django.dispatch}, argument {@code **kwargs}).
     *
     * @throws Exception whatever the receiver wants to tell the sender; what becomes of it is said at {@link Signal#send}
     *     and {@link Signal#sendRobust}
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
