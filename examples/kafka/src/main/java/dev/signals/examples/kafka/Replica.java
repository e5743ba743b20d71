package dev.signals.examples.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What another service knows from events alone. */
final class Replica {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<Long, JsonNode>> entities = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void apply(Event event) {
        counts.merge(event.type(), 1, Integer::sum);
        Map<Long, JsonNode> rows = entities.computeIfAbsent(event.entity(), name -> new TreeMap<>());
        Long id = Long.valueOf(event.key());
        if (event.type().endsWith("Deleted")) {
            rows.remove(id);
        } else {
            rows.put(id, read(event));
        }
    }

    private static JsonNode read(Event event) {
        try {
            return JSON.readTree(event.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + event, e);
        }
    }

    Map<Long, JsonNode> rows(String entity) {
        return entities.getOrDefault(entity, Map.of());
    }

    /** How many events of a type have come. */
    int count(String type) {
        return counts.getOrDefault(type, 0);
    }
}
