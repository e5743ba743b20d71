package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.DeadCall;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Calls about entities that are larger than others, and calls by pools of another kind. */
@OnEveryDatabase
class UnusualCallsIT {

    private static final int LONG_ID = 1_000;
    private static final int LONG_TEXT = 1024 * 1024;

    @Entity(name = "Scroll")
    static class Scroll {

        @Id
        @Column(length = LONG_ID)
        String id;

        @Column(length = LONG_TEXT)
        String text;

        Scroll() {}

        Scroll(String id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private final Database database;
    private final List<String> log = new CopyOnWriteArrayList<>();

    UnusualCallsIT(Database database) {
        this.database = database;
    }

    private TestFactory factory(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                OutboxSettings.TABLES, "true",
                OutboxSettings.POLL, "100ms",
                OutboxSettings.BACKOFF, "1ms",
                OutboxSettings.ATTEMPTS, "2"));
        settings.putAll(more);
        TestFactory factory = TestFactory.of(database, settings, Scroll.class);
        for (var option : List.of(durable("any"), durable("ordered").orderedPerEntity())) {
            factory.signals()
                    .changed()
                    .connect(
                            Scroll.class,
                            change -> {
                                String text = (String) change.state().get("text");
                                log.add(option.name() + " " + text.length() + " " + text.charAt(0));
                                if (text.startsWith("bad")) {
                                    throw new IllegalStateException("bad text");
                                }
                            },
                            option);
        }
        return factory;
    }

    private static void write(TestFactory factory, String id, String text) {
        factory.inTransaction(session -> session.persist(new Scroll(id, text)));
    }

    private static void awaitEmpty(Outbox outbox) {
        Shelf.await().until(() -> outbox.pending().isEmpty());
    }

    @Test
    void longIdentifiersAndLongTextsArrive() {
        try (TestFactory factory = factory(Map.of())) {
            Outbox outbox = Outbox.of(factory.sessionFactory());
            String id = "a".repeat(LONG_ID - 1);
            write(factory, id + "1", "x".repeat(LONG_TEXT));
            write(factory, id + "2", "y");
            factory.inTransaction(session -> session.find(Scroll.class, id + "1").text = "z");

            outbox.start();
            awaitEmpty(outbox);

            assertThat(log)
                    .containsExactlyInAnyOrder(
                            "any " + LONG_TEXT + " x",
                            "any 1 y",
                            "any 1 z",
                            "ordered " + LONG_TEXT + " x",
                            "ordered 1 y",
                            "ordered 1 z")
                    .containsSubsequence("ordered " + LONG_TEXT + " x", "ordered 1 z");
        }
    }

    @Test
    void aCallWithALongTextIsGivenUpAndRetriedAsAnyOther() {
        try (TestFactory factory = factory(Map.of())) {
            Outbox outbox = Outbox.of(factory.sessionFactory());
            write(factory, "a", "bad" + "x".repeat(LONG_TEXT - 3));
            outbox.start();
            awaitEmpty(outbox);

            List<DeadCall> dead = outbox.dead();
            assertThat(dead).hasSize(2).allMatch(call -> call.event().length() > LONG_TEXT);
            dead.forEach(call -> assertThat(outbox.retry(call.key())).isTrue());
            awaitEmpty(outbox);

            assertThat(log).hasSize(8);
        }
    }

    @Test
    void connectionsThatCommitByThemselvesDoNoHarm() {
        try (TestFactory factory = factory(Map.of("hibernate.connection.autocommit", "true"))) {
            Outbox outbox = Outbox.of(factory.sessionFactory());
            outbox.start();
            write(factory, "a", "good");
            write(factory, "b", "bad");
            factory.inTransaction(session -> {
                session.persist(new Scroll("c", "rolled back"));
                session.flush();
                session.getTransaction().markRollbackOnly();
            });
            awaitEmpty(outbox);

            assertThat(log)
                    .containsExactlyInAnyOrder(
                            "any 4 g", "ordered 4 g", "any 3 b", "any 3 b", "ordered 3 b", "ordered 3 b");
            assertThat(outbox.dead()).hasSize(2);
            outbox.dead().forEach(call -> assertThat(outbox.delete(call.key())).isTrue());
            assertThat(outbox.dead()).isEmpty();
        }
    }
}
