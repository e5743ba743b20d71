package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reason for all that a thread writes, in whatever sessions. */
@OnEveryDatabase
class ThreadReasonIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    ThreadReasonIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
        signals = factory.signals();
    }

    @BeforeEach
    void listen() {
        signals.preSave().connect(Note.class, event -> log("before", event));
        signals.postSave().connect(Note.class, event -> log("after", event));
        signals.postSave().connect(Note.class, event -> log("committed", event), afterCommit());
        signals.changed().connect(Note.class, event -> log("changed", event));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void log(String when, TransactionEvent event) {
        seen.add(when + ": " + event.reason().orElse("no reason"));
    }

    private void saveNote() {
        factory.inTransaction(session -> session.persist(new Note("a")));
    }

    @Test
    void whatIsWrittenInSessionsOfTheWorkHasIt() {
        signals.because("import 42", this::saveNote);
        saveNote();

        assertThat(seen)
                .containsExactly(
                        "before: import 42",
                        "after: import 42",
                        "changed: import 42",
                        "committed: import 42",
                        "before: no reason",
                        "after: no reason",
                        "changed: no reason",
                        "committed: no reason");
    }

    @Test
    void aStatementKeepsItWhenItsTransactionIsCommittedLater() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            signals.because("import 42", () -> {
                session.persist(new Note("a"));
                session.flush();
            });
            session.getTransaction().commit();
        }

        assertThat(seen)
                .containsExactly("before: import 42", "after: import 42", "changed: import 42", "committed: import 42");
    }

    @Test
    void theReasonOfASessionCountsMore() {
        signals.because(
                "night job",
                () -> factory.inTransaction(
                        session -> signals.because(session, "import 42", () -> session.persist(new Note("a")))));

        assertThat(seen).hasSize(4).allMatch(line -> line.endsWith(": import 42"));
    }

    @Test
    void nestedWorkHasItsOwnAndThenTheOuterOneAgain() {
        String result = signals.because("outer", () -> {
            signals.because("inner", this::saveNote);
            saveNote();
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(seen.subList(0, 4)).allMatch(line -> line.endsWith(": inner"));
        assertThat(seen.subList(4, 8)).allMatch(line -> line.endsWith(": outer"));
    }

    @Test
    void itEndsWithWorkThatFails() {
        assertThatThrownBy(() -> signals.because("import 42", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        saveNote();

        assertThat(seen).allMatch(line -> line.endsWith(": no reason"));
    }

    @Test
    void otherThreadsDoNotHaveIt() {
        signals.because(
                "import 42", () -> CompletableFuture.runAsync(this::saveNote).join());

        assertThat(seen).hasSize(4).allMatch(line -> line.endsWith(": no reason"));
    }

    @Test
    void aThreadThatHadItHasNoneWhileAnotherThreadHasItsOwn() {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture.runAsync(() -> signals.because("import 42", this::saveNote), worker)
                    .join();
            seen.clear();

            signals.because(
                    "night job",
                    () -> CompletableFuture.runAsync(this::saveNote, worker).join());
        } finally {
            worker.shutdown();
        }

        assertThat(seen).hasSize(4).allMatch(line -> line.endsWith(": no reason"));
    }
}
