package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the replication slot, and what the guide says to watch for. */
class SlotIT {

    private static final String DROP = "select pg_drop_replication_slot('outbox')";
    private static final String REFUSED = "but this is no longer available on the server";

    @TempDir
    Path files;

    private final Landscape landscape = new Landscape();
    private final Counters counters = landscape.counters();

    @AfterEach
    void close() {
        landscape.close();
    }

    private Relay relay(String offsets) {
        return landscape.relay(landscape.connector(), files.resolve(offsets));
    }

    private void createAndStop() {
        try (Relay relay = relay("offsets")) {
            counters.create();
            landscape.readUntil(Counters.COUNT);
            assertThat(relay.ended()).isNotDone();
        }
    }

    @Test
    void whatWasCommittedBeforeTheFirstStartIsNotSent() {
        counters.create();
        try (Relay relay = relay("offsets")) {
            counters.delete();
            landscape.readUntil(Counters.COUNT);
            assertThat(relay.ended()).isNotDone();
        }

        assertThat(landscape.inbox().events()).extracting(Event::type).containsOnly("CounterDeleted");
    }

    @Test
    void aTableThatIsNotThereIsRefused() {
        Map<String, String> connector = landscape.connector();
        connector.put("table.include.list", "public.nothing");

        assertThatThrownBy(() -> landscape.relay(connector, files.resolve("offsets")))
                .hasStackTraceContaining("No table filters found for filtered publication outbox");
    }

    @Test
    void aSlotThatIsLostIsRefusedSinceEventsAreLostWithIt() {
        createAndStop();
        landscape.server().execute(DROP);
        counters.delete();

        assertThatThrownBy(() -> relay("offsets")).hasStackTraceContaining(REFUSED);
    }

    @Test
    void aSlotThatWasMadeAnewIsRefusedToo() {
        createAndStop();
        landscape.server().execute(DROP);
        counters.delete();
        landscape.server().execute("select pg_create_logical_replication_slot('outbox', 'pgoutput')");

        assertThatThrownBy(() -> relay("offsets")).hasStackTraceContaining(REFUSED);
    }

    @Test
    void withoutItsOffsetsItGoesOnWhereTheSlotIs() {
        createAndStop();
        counters.delete();

        try (Relay relay = relay("other-offsets")) {
            landscape.readUntil(2 * Counters.COUNT);
            assertThat(relay.ended()).isNotDone();
        }
    }

    @Test
    void whatOtherTablesWriteIsNotKeptForTheSlot() {
        landscape.server().execute("create table other (text text)");
        try (Relay relay = relay("offsets")) {
            landscape.server().execute("insert into other select repeat('x', 1000) from generate_series(1, 10000)");
            String end = landscape.server().query("select pg_current_wal_lsn()");
            landscape.readUntil(
                    "the slot has passed " + end,
                    () -> landscape
                            .server()
                            .query("select confirmed_flush_lsn >= '" + end + "' from pg_replication_slots")
                            .equals("t"));
            assertThat(relay.ended()).isNotDone();
        }
    }
}
