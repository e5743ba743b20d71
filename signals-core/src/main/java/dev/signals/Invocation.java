package dev.signals;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How one receiver is called: alive, past its filter, by its delivery, in sight of those who watch. */
final class Invocation {

    /** The result of a call that was not made, or not made yet. */
    static final Object NOT_CALLED = new Object();

    private Invocation() {}

    /** Calls the receiver and returns its answer, which is null for a plain receiver, or {@link #NOT_CALLED}. */
    static @Nullable Object call(Connection connection, Object event, CallObservers watch) throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver == null || (connection.filter != null && !connection.filter.test(event))) {
            return NOT_CALLED;
        }
        if (connection.delivery != null) {
            connection.delivery.deliver(event, DeferredCall.of(connection, event, watch));
            return NOT_CALLED;
        }
        return callNow(connection, receiver, event, watch);
    }

    /** Whether the receiver is alive, and its filter lets the event pass. */
    static boolean wants(Connection connection, Object event) {
        return connection.isAlive() && (connection.filter == null || connection.filter.test(event));
    }

    /** Calls a batch receiver, or has it called by its delivery, with events that it {@link #wants}. */
    static void callWithAll(Connection connection, List<Object> events, CallObservers watch) throws Exception {
        DeferredCall call = DeferredCall.ofAll(connection, events, watch);
        if (connection.delivery != null) {
            connection.delivery.deliver(events.get(0), call);
        } else {
            call.run();
        }
    }

    /** Starts an asynchronous receiver; its stage, or null if it was not called. */
    static @Nullable CompletionStage<?> start(Connection connection, Object event, CallObservers watch)
            throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver == null || (connection.filter != null && !connection.filter.test(event))) {
            return null;
        }
        return watch.isWatching() ? startWatched(connection, receiver, event, watch) : startNow(receiver, event);
    }

    /** The end of the call is the end of its stage. */
    private static CompletionStage<?> startWatched(
            Connection connection, SignalReceiver<Object> receiver, Object event, CallObservers watch)
            throws Exception {
        AfterCall after = watch.begin(connection, event);
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
            Connection connection, SignalReceiver<Object> receiver, Object event, CallObservers watch)
            throws Exception {
        return watch.isWatching()
                ? watched(connection, event, watch, () -> answer(connection, receiver, event))
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
                return Stages.await(((AsyncReceiver<Object>) receiver).receiveAsync(event));
            }
        }
        throw new AssertionError(connection.kind);
    }

    private interface Body<T extends @Nullable Object> {
        T run() throws Exception;
    }

    private static <T extends @Nullable Object> T watched(
            Connection connection, Object event, CallObservers watch, Body<T> body) throws Exception {
        AfterCall after = watch.begin(connection, event);
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

    /** Calls a receiver with an event that its filter has let pass, unless it has been collected. */
    static void callPassed(Connection connection, Object event, CallObservers watch) throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver != null) {
            callNow(connection, receiver, event, watch);
        }
    }

    /** The same for a batch receiver; observers are told of the list. */
    static void callPassed(Connection connection, List<Object> events, CallObservers watch) throws Exception {
        if (connection.receiverOrNull() instanceof BatchReceiver<Object> receiver) {
            Body<@Nullable Object> body = () -> {
                receiver.receiveAll(events);
                return null;
            };
            if (watch.isWatching()) {
                watched(connection, events, watch, body);
            } else {
                body.run();
            }
        }
    }
}
