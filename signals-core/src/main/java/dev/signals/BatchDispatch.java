package dev.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls the receivers of several events: first the receivers of single events, then each batch receiver once. */
final class BatchDispatch {

    private BatchDispatch() {}

    /** Receives a failure of a batch receiver or of its filter, and may throw it. */
    private interface OnFailure {
        void add(Connection connection, Object events, Throwable failure);
    }

    static <E> void failFast(
            ReceiverRegistry registry,
            List<? extends E> events,
            Function<? super E, ? extends @Nullable Object> sender) {
        FailureCollector failures =
                new FailureCollector(registry.callObservers().handlers());
        Map<Connection, List<Object>> batches = sendSingly(
                registry, events, sender, (one, event) -> Dispatch.collecting(one, event, failures), failures::add);
        batches.forEach((connection, accepted) -> {
            try {
                Invocation.callWithAll(connection, accepted, registry.callObservers());
            } catch (InterruptedException e) {
                throw failures.interrupted(connection, e);
            } catch (Throwable e) {
                failures.add(connection, accepted, e);
            }
        });
        failures.throwFirst();
    }

    static <E> void robust(
            ReceiverRegistry registry,
            List<? extends E> events,
            Function<? super E, ? extends @Nullable Object> sender) {
        OnFailure report = (connection, argument, failure) -> report(registry, connection, argument, failure);
        Map<Connection, List<Object>> batches = sendSingly(registry, events, sender, Dispatch::robust, report);
        batches.forEach((connection, accepted) -> {
            try {
                Invocation.callWithAll(connection, accepted, registry.callObservers());
            } catch (InterruptedException e) {
                throw Failures.interrupted(connection, e);
            } catch (Throwable e) {
                report.add(connection, accepted, e);
            }
        });
    }

    private static void report(ReceiverRegistry registry, Connection connection, Object argument, Throwable failure) {
        if (failure instanceof Error) {
            throw Failures.thrown(connection, argument, failure);
        }
        registry.callObservers().handlers().report(connection, argument, FailureHandlers.OTHERS_ARE_CALLED, failure);
    }

    /**
     * Sends each event to the receivers of single events.
     *
     * @return the events for each batch receiver, in calling order
     */
    private static <E> Map<Connection, List<Object>> sendSingly(
            ReceiverRegistry registry,
            List<? extends E> events,
            Function<? super E, ? extends @Nullable Object> sender,
            BiConsumer<DispatchList, Object> send,
            OnFailure onFailure) {
        events.forEach(event -> Objects.requireNonNull(event, "event")); // before any of them is sent
        Map<Connection, List<Object>> batches = new TreeMap<>(registry.callingOrder());
        for (E event : events) {
            DispatchList receivers = registry.receivers(sender.apply(event));
            for (Connection connection : receivers.batch) {
                try {
                    if (Invocation.accepts(connection, event)) {
                        batches.computeIfAbsent(connection, key -> new ArrayList<>())
                                .add(event);
                    }
                } catch (Throwable e) {
                    onFailure.add(connection, event, e);
                }
            }
            if (!receivers.isEmpty()) {
                send.accept(receivers.withoutBatch(), event);
            }
        }
        batches.replaceAll((connection, accepted) -> Collections.unmodifiableList(accepted));
        return batches;
    }
}
