package dev.signals.it.jta;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class JtaDurableIT {

    private final JtaFactory factory;
    private final List<Object> log = new CopyOnWriteArrayList<>();

    JtaDurableIT(Database database) {
        factory = JtaFactory.with(
                database,
                Map.of(
                        OutboxSettings.TABLES, "true",
                        OutboxSettings.CONTENT, "jobs,events",
                        OutboxSettings.REMOVE_EVENTS, "false",
                        OutboxSettings.POLL, "100ms"));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void persist(String text) {
        Session session = factory.sessionFactory().openSession();
        session.persist(new Note(text));
        session.flush();
    }

    private void awaitEmpty() {
        Outbox.of(factory.sessionFactory()).start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Outbox.of(factory.sessionFactory()).pending().isEmpty());
    }

    @Test
    void callsAreWrittenInTheTransactionOfTheManager() throws Exception {
        factory.signals()
                .changed()
                .connect(Note.class, change -> log.add(change.state().get("text")), durable("log"));

        JtaFactory.inTransaction(() -> persist("a"));
        assertThatThrownBy(() -> JtaFactory.inTransaction(() -> {
                    persist("b");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(factory.query("select task_name from signals_jobs")).containsExactly("log");
        awaitEmpty();
        assertThat(log).containsExactly("a");
    }

    @Test
    void aSessionMayBeClosedBeforeTheCommit() throws Exception {
        factory.signals()
                .changed()
                .connect(Note.class, change -> log.add(change.state().get("text")), durable("log"));
        Outbox.of(factory.sessionFactory()).map(Note.class, change -> Map.of("text", "a"));

        JtaFactory.inTransaction(() -> {
            try (Session session = factory.sessionFactory().openSession()) {
                session.persist(new Note("a"));
                session.flush();
            }
        });

        assertThat(factory.query("select type from outboxevent")).containsExactly("NoteCreated");
        awaitEmpty();
        assertThat(log).containsExactly("a");
    }

    @Test
    void receiversWriteInTransactionsOfTheirOwn() throws Exception {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        save -> {
                            save.inNewTransaction((session, note) -> note.text += " read");
                            Outbox.call(save)
                                    .once(session -> session.createMutationQuery(
                                                    "update Note set text = concat(text, ' once')")
                                            .executeUpdate());
                        },
                        dev.signals.hibernate.ModelSignals.createdOnly(),
                        durable("writer"));

        JtaFactory.inTransaction(() -> persist("a"));

        awaitEmpty();
        assertThat(factory.notes()).containsExactly("a read once");
    }

    @Test
    void orderedCallsAreMadeOutsideOfTransactionsOfTheManager() throws Exception {
        factory.signals()
                .changed()
                .connect(
                        Note.class,
                        change -> log.add(change.state().get("text") + " " + JtaFactory.MANAGER.getTransaction()),
                        Outbox.durable("log").orderedPerEntity());

        JtaFactory.inTransaction(() -> persist("a"));

        awaitEmpty();
        assertThat(log).containsExactly("a null");
    }

    @Test
    void aLookAtTheCallsLeavesTheTransactionOfTheThreadAlone() {
        assertThatThrownBy(() -> JtaFactory.inTransaction(() -> {
                    persist("a");
                    Outbox outbox = Outbox.of(factory.sessionFactory());
                    assertThat(outbox.pending()).isEmpty();
                    assertThat(outbox.dead()).isEmpty();
                    assertThat(outbox.retry("none")).isFalse();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(factory.notes()).isEmpty();
    }
}
