package dev.signals.hibernate.internal.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache of answers by entity name. They depend on the connected receivers and are dropped when a connection changes.
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

    /** Returns the answers that are valid at present. Callers add to this map. */
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
