package dev.signals.examples.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signals.outbox.Outbox;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * An entity whose changes other services get.
 *
 * @param payload what they get of it: a class of its own, so that columns may change and the events stay
 */
record PublishedEntity<T>(Class<T> type, Function<T, Long> id, Function<T, Object> payload) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String name() {
        return type.getSimpleName();
    }

    /** Has each change written as an event from now on. */
    void publish(SessionFactory factory) {
        Outbox.of(factory).map(type, change -> payload.apply(change.instance()));
    }

    /** Returns what other services should know, by identifier. */
    Map<Long, JsonNode> rows(Session session) {
        Map<Long, JsonNode> rows = new TreeMap<>();
        session.createSelectionQuery("from " + name(), type)
                .getResultList()
                .forEach(entity -> rows.put(id.apply(entity), JSON.valueToTree(payload.apply(entity))));
        return rows;
    }
}
