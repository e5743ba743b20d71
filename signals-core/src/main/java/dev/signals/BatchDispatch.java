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

/** Goes through the receivers of several events: those that take one at a time first, then each batch receiver once. */
final class BatchDispatch {

    private BatchDispatch() {}

    /** Takes a failure of a batch receiver or its filter; may throw it. */
    private interface OnFailure {
        void add(Connection connection, Object events, Throwable failure);
    }

    static <E> void failFast(
            ReceiverRegistry registry, List<? extends E> events, Function<? super E, @Nullable Class<?>> sender) {
        FailureCollector collected = new FailureCollector(registry.watch().handlers());
        Map<Connection, List<Object>> batches = sendSingly(
                registry, events, sender, (one, event) -> Dispatch.collecting(one, event, collected), collected::add);
        batches.forEach((connection, heard) -> {
            try {
                Invocation.callWithAll(connection, heard, registry.watch());
            } catch (InterruptedException e) {
                throw collected.interrupted(connection, e);
            } catch (Throwable e) {
                collected.add(connection, heard, e);
            }
        });
        collected.throwFirst();
    }

    static <E> void robust(
            ReceiverRegistry registry, List<? extends E> events, Function<? super E, @Nullable Class<?>> sender) {
        OnFailure report = (connection, told, failure) -> report(registry, connection, told, failure);
        Map<Connection, List<Object>> batches = sendSingly(registry, events, sender, Dispatch::robust, report);
        batches.forEach((connection, heard) -> {
            try {
                Invocation.callWithAll(connection, heard, registry.watch());
            } catch (InterruptedException e) {
                throw Failures.interrupted(connection, e);
            } catch (Throwable e) {
                report.add(connection, heard, e);
            }
        });
    }

    private static void report(ReceiverRegistry registry, Connection connection, Object told, Throwable failure) {
        if (failure instanceof Error) {
            throw Failures.thrown(connection, told, failure);
        }
        registry.watch().handlers().report(connection, told, "", failure);
    }

    /** Sends each event to those that take one at a time; returns what each of the others is to get, in calling order. */
    private static <E> Map<Connection, List<Object>> sendSingly(
            ReceiverRegistry registry,
            List<? extends E> events,
            Function<? super E, @Nullable Class<?>> sender,
            BiConsumer<DispatchList, Object> send,
            OnFailure onFailure) {
        events.forEach(event -> Objects.requireNonNull(event, "event")); // before any of them is sent
        Map<Connection, List<Object>> batches = new TreeMap<>(Connection.CALLING_ORDER);
        for (E event : events) {
            DispatchList receivers = registry.receivers(sender.apply(event));
            for (Connection connection : receivers.batch) {
                try {
                    if (Invocation.wants(connection, event)) {
                        batches.computeIfAbsent(connection, key -> new ArrayList<>())
                                .add(event);
                    }
                } catch (Throwable e) {
                    onFailure.add(connection, event, e);
                }
            }
            if (receivers != DispatchList.EMPTY) {
                send.accept(receivers.withoutBatch(), event);
            }
        }
        batches.replaceAll((connection, heard) -> Collections.unmodifiableList(heard));
        return batches;
    }
}
