package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of Hibernate as a consumer of Kafka sees them, while the process between is killed. */
class EventsOnKafkaIT {

    private static final int TRANSACTIONS = Integer.getInteger("signals.test.transactions", 500);

    @TempDir
    Path files;

    private final Landscape landscape = new Landscape();
    private final Counters counters = landscape.counters();
    private final Inbox inbox = landscape.inbox();
    private RelayProcess relay;

    @BeforeEach
    void startRelay() {
        relay = RelayProcess.start(landscape.connector(), files.resolve("offsets"), landscape.bootstrapServers());
    }

    @AfterEach
    void close() {
        relay.kill();
        landscape.close();
    }

    private void killAndRestart() {
        relay.kill();
        startRelay();
    }

    @Test
    void everyCommittedChangeArrivesInTheOrderOfItsEntityAlthoughTheRelayIsKilledTwice() {
        counters.create();
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> counters.change(TRANSACTIONS));
        landscape.readUntil(TRANSACTIONS / 3);
        killAndRestart();
        landscape.readUntil(TRANSACTIONS * 2 / 3);
        killAndRestart();
        changes.join();
        int[] numbers = IntStream.range(0, Counters.COUNT).map(counters::number).toArray();
        counters.delete();
        int expected = IntStream.of(numbers).sum() + 2 * Counters.COUNT;
        landscape.readUntil(expected);

        assertThat(inbox.events()).hasSize(expected);
        for (int id = 0; id < Counters.COUNT; id++) {
            check(id, numbers[id]);
        }
        assertThat(counters.rows(DatabaseServer.EVENTS)).isZero();
    }

    private void check(int id, int last) {
        List<Event> events = inbox.events().stream()
                .filter(event -> event.key().equals(String.valueOf(id)))
                .toList();
        assertThat(events.stream().map(event -> event.type() + " " + event.payload()))
                .as("counter %d", id)
                .containsExactlyElementsOf(history(last));
        assertThat(events).allSatisfy(event -> {
            assertThat(event.entity()).isEqualTo("Counter");
            assertThat(event.tenant()).isEqualTo(Counters.tenant(id));
            assertThat(event.traceparent()).startsWith(Counters.TRACE);
        });
    }

    private static List<String> history(int last) {
        List<String> history = new ArrayList<>();
        history.add("CounterCreated {\"number\": 0}");
        for (int number = 1; number <= last; number++) {
            history.add("CounterUpdated {\"number\": " + number + "}");
        }
        history.add("CounterDeleted {\"number\": " + last + "}");
        return history;
    }
}
