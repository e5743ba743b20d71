package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static dev.signals.outbox.Outbox.elsewhere;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.outbox.call.PendingCalls;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that another process has, or has in another way. */
@OnEveryDatabase
class OtherProcessesIT {

    private final Shelf shelf;

    OtherProcessesIT(Database database) {
        shelf = new Shelf(database);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void persist() {
        shelf.factory().inTransaction(session -> session.persist(new Book("a")));
    }

    @Test
    void aProcessWritesCallsThatOnlyOthersMake() {
        shelf.factory().signals().changed().connect(Book.class, elsewhere(), durable("index"));
        shelf.factory().signals().changed().connect(Book.class, change -> shelf.add("here"), durable("here"));
        shelf.outbox().start();

        persist();

        Shelf.await().until(() -> shelf.log().contains("here"));
        Shelf.await()
                .untilAsserted(() -> assertThat(shelf.outbox().pending())
                        .extracting(PendingCalls::receiver, PendingCalls::count, PendingCalls::known)
                        .containsExactly(Tuple.tuple("index", 1L, false)));
    }

    @Test
    void callsWaitForAReceiverThatMovedToAnotherSignalAndAreReported() {
        var connection = shelf.factory().signals().changed().connect(Book.class, change -> {}, durable("moved"));
        persist();
        connection.close();
        shelf.factory().signals().postSave().connect(Book.class, save -> shelf.add("saved"), durable("moved"));

        try (CapturedLog log = CapturedLog.of("dev.signals.outbox.Outbox")) {
            shelf.outbox().start();
            Shelf.await()
                    .until(() -> log.messages().stream()
                            .anyMatch(line ->
                                    line.contains("no durable receiver named \"moved\" is connected for changed of "
                                            + Book.class.getName())));
        }

        assertThat(shelf.outbox().pending()).extracting(PendingCalls::count).containsExactly(1L);
    }
}
