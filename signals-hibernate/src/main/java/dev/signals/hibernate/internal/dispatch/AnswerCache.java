package dev.signals.hibernate.internal.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers by entity name that depend on who is connected, and are dropped when a connection changes.
 *
 * @param <V> the answer
 */
public final class AnswerCache<V> {

    private final ReceiverLookup receivers;
    private volatile Answers<V> answers = new Answers<>(new Object(), Map.of());

    private record Answers<V>(Object version, Map<String, V> byEntityName) {}

    /** Makes a cache for answers about these receivers. */
    public AnswerCache(ReceiverLookup receivers) {
        this.receivers = receivers;
    }

    /** The answers that hold at present; to be added to. */
    public Map<String, V> current() {
        Answers<V> now = answers;
        Object version = receivers.version();
        if (now.version != version) {
            now = new Answers<>(version, new ConcurrentHashMap<>());
            answers = now;
        }
        return now.byEntityName;
    }
}
