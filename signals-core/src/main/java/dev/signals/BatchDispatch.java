package dev.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Goes through the receivers of several events: those that take one at a time first, then each batch receiver once. */
final class BatchDispatch {

    private BatchDispatch() {}

    static <E> void failFast(
            ReceiverRegistry registry, List<? extends E> events, Function<? super E, @Nullable Class<?>> sender) {
        Map<Connection, List<Object>> batches = new TreeMap<>(Connection.CALLING_ORDER);
        FailureHandlers handlers = registry.failureHandlers();
        Collected collected = new Collected(handlers);
        for (E event : events) {
            DispatchList receivers = registry.receivers(sender.apply(event));
            for (Connection connection : receivers.batch) {
                try {
                    if (Invocation.wants(connection, event)) {
                        batches.computeIfAbsent(connection, key -> new ArrayList<>())
                                .add(event);
                    }
                } catch (Throwable e) {
                    collected.add(connection, event, e);
                }
            }
            if (receivers != DispatchList.EMPTY) {
                Dispatch.collecting(receivers.withoutBatch(), event, collected);
            }
        }
        batches.forEach((connection, heard) -> {
            try {
                Invocation.callWithAll(connection, Collections.unmodifiableList(heard), handlers);
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
        Map<Connection, List<Object>> batches = new TreeMap<>(Connection.CALLING_ORDER);
        FailureHandlers handlers = registry.failureHandlers();
        for (E event : events) {
            DispatchList receivers = registry.receivers(sender.apply(event));
            for (Connection connection : receivers.batch) {
                try {
                    if (Invocation.wants(connection, event)) {
                        batches.computeIfAbsent(connection, key -> new ArrayList<>())
                                .add(event);
                    }
                } catch (Exception e) {
                    handlers.report(connection, event, "", e);
                }
            }
            if (receivers != DispatchList.EMPTY) {
                Dispatch.robust(receivers.withoutBatch(), event);
            }
        }
        batches.forEach((connection, heard) -> {
            try {
                Invocation.callWithAll(connection, Collections.unmodifiableList(heard), handlers);
            } catch (InterruptedException e) {
                throw Failures.interrupted(connection, e);
            } catch (Exception e) {
                handlers.report(connection, heard, "", e);
            }
        });
    }
}
