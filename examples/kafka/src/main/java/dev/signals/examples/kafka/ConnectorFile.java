package dev.signals.examples.kafka;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The configurations of connectors, in the form that Kafka Connect takes. */
final class ConnectorFile {

    /** Sends each event as it was written, with the rest in headers. */
    static final String OUTBOX = "/outbox-connector.json";

    /** What is other in {@link #OUTBOX} for CloudEvents whose attributes are headers. */
    static final String CLOUD_EVENTS = "/cloudevents.json";

    /** What is other in {@link #OUTBOX} for CloudEvents that are all in the value. */
    static final String STRUCTURED_CLOUD_EVENTS = "/cloudevents-structured.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConnectorFile() {}

    /** Reads the settings of the connector from the class path, with the lines of other files over them. */
    static Map<String, String> outbox(String... changes) {
        Map<String, String> settings = new HashMap<>(settings(read(OUTBOX).required("config")));
        for (String change : changes) {
            settings.putAll(settings(read(change)));
        }
        return settings;
    }

    private static Map<String, String> settings(JsonNode json) {
        return JSON.convertValue(json, new TypeReference<Map<String, String>>() {});
    }

    private static JsonNode read(String resource) {
        try (InputStream file = Objects.requireNonNull(ConnectorFile.class.getResourceAsStream(resource), resource)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
