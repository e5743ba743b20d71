package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two ways to CloudEvents that the guide has. */
class CloudEventsIT {

    @TempDir
    Path files;

    private final Landscape landscape = new Landscape();

    @AfterEach
    void close() {
        landscape.close();
    }

    private Relay relay(String file) {
        return landscape.relay(landscape.connector(file), files.resolve("offsets"));
    }

    private void write(String payload) {
        landscape
                .server()
                .execute("insert into outboxevent (id, aggregatetype, aggregateid, type, payload)"
                        + " values (gen_random_uuid(), 'Shape', '1', 'ShapeCreated', '" + payload + "')");
    }

    private List<String> values(int count) {
        return landscape.messages(count, new StringDeserializer()).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    @Test
    void withHeadersTheSdkOfCloudEventsReadsThem() {
        List<ConsumerRecord<String, CloudEvent>> messages;
        try (Relay relay = relay(ConnectorFile.CLOUD_EVENTS)) {
            landscape.counters().create();
            messages = landscape.messages(Counters.COUNT, new CloudEventDeserializer());
            assertThat(relay.ended()).isNotDone();
        }

        assertThat(messages).hasSize(Counters.COUNT).allSatisfy(message -> {
            CloudEvent event = message.value();
            assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
            assertThat(UUID.fromString(event.getId())).hasToString(event.getId());
            assertThat(event.getType()).isEqualTo("CounterCreated");
            assertThat(event.getSource()).hasToString("/blog");
            assertThat(event.getSubject()).isEqualTo(message.key());
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"number\": 0}");
            assertThat(message.headers().lastHeader("traceparent").value())
                    .asString(StandardCharsets.UTF_8)
                    .startsWith(Counters.TRACE);
        });
    }

    @Test
    void withHeadersAPayloadIsAsItWasWritten() {
        try (Relay relay = relay(ConnectorFile.CLOUD_EVENTS)) {
            write("{\"a\": null, \"b\": [], \"c\": [1, 1.5]}");
            assertThat(values(1)).containsExactly("{\"a\": null, \"b\": [], \"c\": [1, 1.5]}");
            assertThat(relay.ended()).isNotDone();
        }
    }

    @Test
    void theConverterOfDebeziumPutsThemIntoTheValue() throws IOException {
        try (Relay relay = relay(ConnectorFile.STRUCTURED_CLOUD_EVENTS)) {
            landscape.counters().create();
            for (String value : values(Counters.COUNT)) {
                JsonNode event = new ObjectMapper().readTree(value);
                assertThat(event.fieldNames())
                        .toIterable()
                        .containsExactly("id", "source", "specversion", "type", "time", "datacontenttype", "data");
                assertThat(event.get("source").textValue()).isEqualTo("/debezium/postgresql/blog");
                assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
                assertThat(event.get("type").textValue()).isEqualTo("CounterCreated");
                assertThat(event.get("data")).hasToString("{\"number\":0}");
            }
            assertThat(relay.ended()).isNotDone();
        }
    }

    @Test
    void theConverterOfDebeziumChangesPayloadsAndEndsAtOthers() {
        try (Relay relay = relay(ConnectorFile.STRUCTURED_CLOUD_EVENTS)) {
            write("{\"a\": null, \"b\": [], \"c\": 0.1234567890123456789}");
            assertThat(values(1)).singleElement().asString().endsWith("\"data\":{\"c\":0.12345678901234568}}");

            write("{\"c\": [1, 1.5]}");
            assertThatThrownBy(() -> relay.ended().join()).hasMessageContaining("Mismatching schema");
        }
    }
}
