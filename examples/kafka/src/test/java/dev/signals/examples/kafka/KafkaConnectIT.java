package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Connect itself with the configuration of the guide. */
class KafkaConnectIT {

    @TempDir
    Path files;

    private final Landscape landscape = new Landscape();

    @AfterEach
    void close() {
        landscape.close();
    }

    private ConnectWorker worker(String... changes) {
        ConnectWorker worker = ConnectWorker.start(
                landscape.connector(changes), files.resolve("offsets"), landscape.bootstrapServers());
        landscape.readUntil(
                "the connector reads the log",
                () -> landscape
                        .server()
                        .query("select count(*) from pg_replication_slots where active")
                        .equals("1"));
        return worker;
    }

    @Test
    void itSendsTheEventsAndGoesOnAfterARestart() {
        try (ConnectWorker worker = worker()) {
            landscape.counters().create();
            landscape.readUntil(Counters.COUNT);
            assertThat(worker.taskState()).isEqualTo("RUNNING");
        }
        landscape.counters().delete();
        try (ConnectWorker worker = worker()) {
            landscape.readUntil(2 * Counters.COUNT);
            assertThat(worker.taskState()).isEqualTo("RUNNING");
        }

        assertThat(landscape.inbox().events()).hasSize(2 * Counters.COUNT).allSatisfy(event -> {
            assertThat(event.payload()).isEqualTo("{\"number\": 0}");
            assertThat(event.tenant()).isEqualTo(Counters.tenant(Integer.parseInt(event.key())));
            assertThat(event.traceparent()).startsWith(Counters.TRACE);
        });
    }

    @Test
    void itSendsCloudEvents() {
        List<ConsumerRecord<String, CloudEvent>> messages;
        try (ConnectWorker worker = worker(ConnectorFile.CLOUD_EVENTS)) {
            landscape.counters().create();
            messages = landscape.messages(Counters.COUNT, new CloudEventDeserializer());
            assertThat(worker.taskState()).isEqualTo("RUNNING");
        }

        assertThat(messages)
                .allSatisfy(message -> assertThat(message.value().getType()).isEqualTo("CounterCreated"));
    }
}
