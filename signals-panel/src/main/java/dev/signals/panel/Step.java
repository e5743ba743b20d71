package dev.signals.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of a timeline. Guarded by the {@link Recording}. */
final class Step {

    enum Kind {
        /** A receiver is called. */
        CALL,
        /** A receiver is called in another thread, while the thread of the session goes on. */
        BACKGROUND,
        /** A flush, of its own or for a query. */
        FLUSH,
        STATEMENT,
        /** The beginning or the end of a transaction. */
        MARK
    }

    private static final long NANOS_PER_MICRO = 1_000;

    final Kind kind;
    final int depth;
    private final long at;
    private final String text;
    private final @Nullable ReceiverName receiver;
    private final @Nullable String signal;
    private final int event;
    private long nanos = -1;
    private @Nullable Fault fault;

    /**
     * @param at nanoseconds since its work began
     * @param text the event, the statement, or what happens
     * @param receiver null if it is no call
     * @param signal null if it is no call
     * @param event a number that calls with the same event share
     */
    private Step(
            Kind kind,
            int depth,
            long at,
            String text,
            @Nullable ReceiverName receiver,
            @Nullable String signal,
            int event) {
        this.kind = kind;
        this.depth = depth;
        this.at = at;
        this.text = text;
        this.receiver = receiver;
        this.signal = signal;
        this.event = event;
    }

    static Step of(Kind kind, int depth, long at, String text) {
        return new Step(kind, depth, at, text, null, null, 0);
    }

    static Step call(Kind kind, int depth, long at, ReceiverName receiver, String signal, String eventText, int event) {
        return new Step(kind, depth, at, eventText, receiver, signal, event);
    }

    void ended(long now, @Nullable Fault failure) {
        nanos = now - at;
        fault = failure;
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
        json.put("depth", depth);
        json.put("at", at / NANOS_PER_MICRO);
        if (nanos >= 0) {
            json.put("took", nanos / NANOS_PER_MICRO);
        }
        json.put("text", text);
        if (receiver != null) {
            json.put("receiver", receiver.json());
            json.put("signal", signal == null ? "" : signal);
            json.put("event", event);
        }
        if (fault != null) {
            json.put("fault", fault.json());
        }
        return json;
    }

    /** Returns what failed, for the list of failures. */
    Map<String, Object> failureJson() {
        Map<String, Object> json = json();
        json.keySet().removeAll(java.util.List.of("depth", "at", "event"));
        return json;
    }
}
