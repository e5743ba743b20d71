package dev.signals;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How one receiver is called: alive, past its filter, by its delivery, in sight of the observers. */
final class Invocation {

    /** The result of a call that was not made, or not made yet. */
    static final Object NOT_CALLED = new Object();

    private static final ReceiverObserver[] OBSERVERS =
            ServiceLoader.load(ReceiverObserver.class, ReceiverObserver.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toArray(ReceiverObserver[]::new);

    private Invocation() {}

    static boolean isObserved() {
        return OBSERVERS.length > 0;
    }

    /** Calls the receiver and returns its answer, which is null for a plain receiver, or {@link #NOT_CALLED}. */
    static @Nullable Object call(Connection connection, Object event, FailureHandlers handlers) throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver == null || (connection.filter != null && !connection.filter.test(event))) {
            return NOT_CALLED;
        }
        if (connection.delivery != null) {
            connection.delivery.deliver(event, DeliveredCall.of(connection, event, handlers));
            return NOT_CALLED;
        }
        return callNow(connection, receiver, event);
    }

    /** Whether the receiver is alive, and its filter lets the event pass. */
    static boolean wants(Connection connection, Object event) {
        return connection.isAlive() && (connection.filter == null || connection.filter.test(event));
    }

    /** Calls a batch receiver, or has it called by its delivery, with events that it {@link #wants}. */
    static void callWithAll(Connection connection, List<Object> events, FailureHandlers handlers) throws Exception {
        DeliveredCall call = DeliveredCall.ofAll(connection, events, handlers);
        if (connection.delivery != null) {
            connection.delivery.deliver(events.get(0), call);
        } else {
            call.run();
        }
    }

    /** Starts an asynchronous receiver; its stage, or null if it was not called. */
    static @Nullable CompletionStage<?> start(Connection connection, Object event) throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver == null || (connection.filter != null && !connection.filter.test(event))) {
            return null;
        }
        return OBSERVERS.length == 0
                ? startNow(receiver, event)
                : observed(connection, event, () -> startNow(receiver, event));
    }

    private static CompletionStage<?> startNow(SignalReceiver<Object> receiver, Object event) throws Exception {
        return Stages.present(((AsyncReceiver<Object>) receiver).receiveAsync(event));
    }

    private static @Nullable Object callNow(Connection connection, SignalReceiver<Object> receiver, Object event)
            throws Exception {
        return OBSERVERS.length == 0
                ? answer(connection, receiver, event)
                : observed(connection, event, () -> answer(connection, receiver, event));
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

    private static <T extends @Nullable Object> T observed(Connection connection, Object event, Body<T> body)
            throws Exception {
        Throwable failure = null;
        try {
            for (ReceiverObserver observer : OBSERVERS) {
                observer.beforeCall(connection, event);
            }
            return body.run();
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            tellAfter(connection, event, failure);
        }
    }

    /** An exception of an observer must neither hide that of the receiver nor keep the other observers from being told. */
    private static void tellAfter(Connection connection, Object event, @Nullable Throwable failure) {
        RuntimeException first = null;
        for (ReceiverObserver observer : OBSERVERS) {
            try {
                observer.afterCall(connection, event, failure);
            } catch (RuntimeException e) {
                if (failure != null && failure != e) {
                    failure.addSuppressed(e);
                } else if (failure == null && first == null) {
                    first = e;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Calls a receiver with an event that its filter has let pass, unless it has been collected. */
    static void callPassed(Connection connection, Object event) throws Exception {
        SignalReceiver<Object> receiver = connection.receiverOrNull();
        if (receiver != null) {
            callNow(connection, receiver, event);
        }
    }

    /** The same for a batch receiver; observers are told of the list. */
    static void callPassed(Connection connection, List<Object> events) throws Exception {
        if (connection.receiverOrNull() instanceof BatchReceiver<Object> receiver) {
            Body<@Nullable Object> body = () -> {
                receiver.receiveAll(events);
                return null;
            };
            if (OBSERVERS.length == 0) {
                body.run();
            } else {
                observed(connection, events, body);
            }
        }
    }
}
