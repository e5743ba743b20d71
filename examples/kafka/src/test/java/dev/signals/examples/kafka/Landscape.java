package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A database with counters, a broker, and another service that reads the events of the counters. */
final class Landscape implements AutoCloseable {

    /** How long it waits for the next message. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DatabaseServer server = DatabaseServer.start();
    private final Broker broker = Broker.start();
    private final Counters counters = new Counters(server);
    private final Inbox inbox = Inbox.of(broker.bootstrapServers());

    DatabaseServer server() {
        return server;
    }

    Counters counters() {
        return counters;
    }

    Inbox inbox() {
        return inbox;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The configuration of the guide, with some files over it, for the database that is here. */
    Map<String, String> connector(String... changes) {
        Map<String, String> connector = ConnectorFile.outbox(changes);
        connector.putAll(server.connectorSettings("public." + DatabaseServer.EVENTS));
        // often, so that each test has some
        connector.put("heartbeat.interval.ms", "200");
        return connector;
    }

    Relay relay(Map<String, String> connector, Path offsets) {
        return Relay.start(connector, offsets, bootstrapServers());
    }

    /** Reads events until something is so. */
    void readUntil(String what, BooleanSupplier condition) {
        Instant latest = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(latest);
            if (!inbox.poll().isEmpty()) {
                latest = Instant.now().plus(PATIENCE);
            }
        }
    }

    void readUntil(int events) {
        readUntil(events + " events", () -> inbox.events().size() >= events);
    }

    /** Reads the first messages of a topic, in a way of its own. */
    <T> List<ConsumerRecord<String, T>> messages(int count, Deserializer<T> values) {
        List<ConsumerRecord<String, T>> messages = new ArrayList<>();
        try (Consumer<String, T> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG, "messages",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG, "500"),
                new StringDeserializer(),
                values)) {
            consumer.subscribe(Pattern.compile("outbox[.]event[.].+"));
            Instant latest = Instant.now().plus(PATIENCE);
            while (messages.size() < count) {
                assertThat(Instant.now()).as("%d messages", count).isBefore(latest);
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
        }
        return messages;
    }

    @Override
    public void close() {
        inbox.close();
        counters.close();
        broker.close();
        server.close();
    }
}
