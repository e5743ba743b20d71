package dev.signals;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The call of one receiver: with its filter, its delivery and the observers. */
final class Invocation {

    /** The result of a call that was not made, or not made yet. */
    static final Object NOT_CALLED = new Object();

    private Invocation() {}

    /**
     * Calls the receiver.
     *
     * @return its answer, which is null for a plain receiver, or {@link #NOT_CALLED}
     */
    static @Nullable Object call(Connection connection, Object event, CallObservers observers) throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver == null || (connection.filter != null && !connection.filter.test(event))) {
            return NOT_CALLED;
        }
        if (connection.delivery != null) {
            connection.delivery.deliver(event, DeferredCall.of(connection, event, observers));
            return NOT_CALLED;
        }
        return callNow(connection, receiver, event, observers);
    }

    /** Returns whether the receiver has not been collected and its filter accepts the event. */
    static boolean accepts(Connection connection, Object event) {
        return connection.isAlive() && (connection.filter == null || connection.filter.test(event));
    }

    /**
     * Calls a batch receiver, or passes the call to its delivery.
     *
     * @param events the events that it {@link #accepts}
     */
    static void callWithAll(Connection connection, List<Object> events, CallObservers observers) throws Exception {
        DeferredCall call = DeferredCall.ofAll(connection, events, observers);
        if (connection.delivery != null) {
            connection.delivery.deliver(events.get(0), call);
        } else {
            call.run();
        }
    }

    /**
     * Starts an asynchronous receiver.
     *
     * @return its stage; null if it was not called
     */
    static @Nullable CompletionStage<?> start(Connection connection, Object event, CallObservers observers)
            throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver == null || (connection.filter != null && !connection.filter.test(event))) {
            return null;
        }
        return observers.isObserved()
                ? startObserved(connection, receiver, event, observers)
                : startNow(receiver, event);
    }

    /** Starts an asynchronous receiver whose call ends for observers when its stage does. */
    private static CompletionStage<?> startObserved(
            Connection connection, SignalReceiver<Object> receiver, Object event, CallObservers observers)
            throws Exception {
        AfterCall after = observers.begin(connection, event);
        CompletionStage<?> stage;
        try {
            stage = startNow(receiver, event);
        } catch (Throwable e) {
            after.ended(e);
            throw e;
        }
        return stage.whenComplete((answer, failure) -> after.ended(failure == null ? null : Stages.cause(failure)));
    }

    private static CompletionStage<?> startNow(SignalReceiver<Object> receiver, Object event) throws Exception {
        return Stages.present(((AsyncReceiver<Object>) receiver).receiveAsync(event));
    }

    private static @Nullable Object callNow(
            Connection connection, SignalReceiver<Object> receiver, Object event, CallObservers observers)
            throws Exception {
        return observers.isObserved()
                ? observed(connection, event, observers, () -> answer(connection, receiver, event))
                : answer(connection, receiver, event);
    }

    private static @Nullable Object answer(Connection connection, SignalReceiver<Object> receiver, Object event)
            throws Exception {
        switch (connection.kind) {
            case PLAIN -> {
                receiver.receive(event);
                return null;
            }
            case ANSWERING -> {
                return ((AnsweringReceiver<Object>) receiver).answer(event);
            }
            case ASYNC -> {
                Stages.await(((AsyncReceiver<Object>) receiver).receiveAsync(event));
                return null; // called by a delivery, which asks for no answer
            }
        }
        throw new AssertionError(connection.kind);
    }

    private interface Body<T extends @Nullable Object> {
        T run() throws Exception;
    }

    private static <T extends @Nullable Object> T observed(
            Connection connection, Object event, CallObservers observers, Body<T> body) throws Exception {
        AfterCall after = observers.begin(connection, event);
        T result;
        try {
            result = body.run();
        } catch (Throwable e) {
            after.ended(e);
            throw e;
        }
        after.ended(null);
        return result;
    }

    /** Calls a receiver, unless it has been collected, with an event that its filter has accepted. */
    static void callFiltered(Connection connection, Object event, CallObservers observers) throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver != null) {
            callNow(connection, receiver, event, observers);
        }
    }

    /**
     * Calls a batch receiver, unless it has been collected, with events that its filter has accepted. Observers get the
     * list.
     */
    static void callFiltered(Connection connection, List<Object> events, CallObservers observers) throws Exception {
        if (connection.receiverOrNull() instanceof BatchReceiver<Object> receiver) {
            Body<@Nullable Object> body = () -> {
                receiver.receiveAll(events);
                return null;
            };
            if (observers.isObserved()) {
                observed(connection, events, observers, body);
            } else {
                body.run();
            }
        }
    }
}
