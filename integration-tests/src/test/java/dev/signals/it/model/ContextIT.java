package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Delivery;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SessionContext;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why and for whom an event happened. */
@OnEveryDatabase
class ContextIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    ContextIT(Database database) {
        factory = TestFactory.of(database, Map.of(SignalSettings.BULK, "true"), Zoo.entities());
        signals = factory.signals();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void log(TransactionEvent event) {
        seen.add(event.summary().replaceAll("#\\d+", "") + ": " + event.reason().orElse("-") + " " + event.context());
    }

    private <E extends TransactionEvent> void logged(ModelSignal<E> signal) {
        signal.connect(this::log);
    }

    private <E extends TransactionEvent> void logged(ModelSignal<E> signal, Delivery<TransactionEvent> phase) {
        signal.connect(this::log, phase);
    }

    @Test
    void everyEventOfTheWorkHasTheReasonAndTheValues() {
        logged(signals.preInit());
        logged(signals.postInit());
        logged(signals.preSave());
        logged(signals.postSave());
        logged(signals.preDelete());
        logged(signals.postDelete());
        logged(signals.m2mChanged());
        logged(signals.collectionChanged());
        logged(signals.changed());
        logged(signals.bulkUpdated());
        logged(signals.bulkDeleted());

        factory.inTransaction(session -> {
            signals.context(session).put("user", "ann");
            signals.because(session, "import 42", () -> {
                Article article = new Article("a");
                Tag tag = new Tag();
                session.persist(tag);
                article.tags.add(tag);
                article.labels.add("l");
                session.persist(article);
                session.flush();
                session.refresh(article);
                session.remove(article);
                session.flush();
                session.createMutationQuery("update Note set text = 'b'").executeUpdate();
                session.createMutationQuery("delete Note").executeUpdate();
            });
        });

        assertThat(seen).hasSizeGreaterThan(14).allMatch(line -> line.endsWith(": import 42 {user=ann}"));
        for (ModelSignal<?> signal : List.of(
                signals.preInit(),
                signals.postInit(),
                signals.preSave(),
                signals.postSave(),
                signals.preDelete(),
                signals.postDelete(),
                signals.m2mChanged(),
                signals.collectionChanged(),
                signals.changed(),
                signals.bulkUpdated(),
                signals.bulkDeleted())) {
            assertThat(seen).anyMatch(line -> line.startsWith(signal.signal().name()));
        }
    }

    @Test
    void aReasonIsThatOfItsWorkAloneWheneverTheSessionIsFlushed() {
        logged(signals.postSave());
        factory.inTransaction(session -> {
            session.persist(new Note("before"));
            String result = signals.because(session, "outer", () -> {
                session.persist(new Author("of the outer"));
                signals.because(session, "inner", () -> session.persist(new Note("inside")));
                session.persist(new Author("of the outer again"));
                return "done";
            });
            assertThat(result).isEqualTo("done");
            session.persist(new Note("after"));
        });
        assertThat(seen)
                .containsExactly(
                        "post_save Note created: - {}",
                        "post_save Author created: outer {}",
                        "post_save Note created: inner {}",
                        "post_save Author created: outer {}",
                        "post_save Note created: - {}");
    }

    @Test
    void aReasonEndsWithWorkThatThrows() {
        logged(signals.postSave());
        factory.inTransaction(session -> {
            assertThatThrownBy(() -> signals.because(session, "outer", () -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
            session.persist(new Note("after"));
        });
        assertThat(seen).containsExactly("post_save Note created: - {}");
    }

    @Test
    void whatWaitsForTheEndKeepsWhatWasTrueWhenItHappened() {
        logged(signals.postSave(), beforeCommit());
        logged(signals.postSave(), afterCommit());
        logged(signals.postSave(), afterCompletion());
        factory.inTransaction(session -> {
            signals.context(session).put("user", "ann");
            signals.because(session, "first", () -> session.persist(new Note("a")));
            signals.context(session).put("user", "bob");
            signals.because(session, "second", () -> session.persist(new Author("b")));
            signals.context(session).remove("user");
        });
        assertThat(seen)
                .containsExactly(
                        "post_save Note created: first {user=ann}",
                        "post_save Author created: second {user=bob}",
                        "post_save Note created: first {user=ann}",
                        "post_save Author created: second {user=bob}",
                        "post_save Note created: first {user=ann}",
                        "post_save Author created: second {user=bob}");
    }

    @Test
    void receiversOfARollbackHaveItToo() {
        logged(signals.preSave(), afterRollback());
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    signals.because(session, "import 42", () -> session.persist(new Note("a")));
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(seen).containsExactly("pre_save Note new: import 42 {}");
    }

    @Test
    void anotherThreadSeesIt() {
        ReceiverExecutor executor = ReceiverExecutor.on(task -> new Thread(task).start());
        signals.postSave()
                .connect(
                        Note.class,
                        event -> {
                            seen.add(Thread.currentThread().getName());
                            log(event);
                        },
                        afterCommit(executor));
        factory.inTransaction(session -> {
            signals.context(session).put("user", "ann");
            signals.because(session, "import 42", () -> session.persist(new Note("a")));
        });
        executor.awaitCalls();
        assertThat(seen)
                .hasSize(2)
                .doesNotContain(Thread.currentThread().getName())
                .contains("post_save Note created: import 42 {user=ann}");
    }

    @Test
    void theNetChangeHasTheReasonOfItsLastWrite() {
        logged(signals.changed());
        factory.inTransaction(session -> {
            Note note = new Note("a");
            signals.because(session, "first", () -> session.persist(note));
            signals.because(session, "second", () -> note.text = "b");
            Note removed = new Note("c");
            signals.because(session, "first", () -> session.persist(removed));
            session.flush();
        });
        factory.inTransaction(session -> signals.because(
                session,
                "cleaning up",
                () -> session.createSelectionQuery("from Note", Note.class)
                        .getResultList()
                        .forEach(session::remove)));
        assertThat(seen)
                .containsExactly(
                        "changed Note created: second {}",
                        "changed Note created: first {}",
                        "changed Note deleted: cleaning up {}",
                        "changed Note deleted: cleaning up {}");
    }

    @Test
    void valuesStayForTheSessionAlsoAfterARollback() {
        logged(signals.postSave());
        try (Session session = factory.sessionFactory().openSession()) {
            SessionContext context = signals.context(session);
            context.put("user", "ann").put("request", 7);
            session.beginTransaction();
            session.persist(new Note("a"));
            session.flush();
            session.getTransaction().rollback();
            session.clear();
            session.inTransaction(again -> session.persist(new Note("b")));
            context.remove("request");
            session.inTransaction(again -> session.persist(new Note("c")));
            assertThat(context.values()).isEqualTo(Map.of("user", "ann"));
        }
        factory.inTransaction(session -> session.persist(new Note("of another session")));
        assertThat(seen)
                .containsExactly(
                        "post_save Note created: - {user=ann, request=7}",
                        "post_save Note created: - {user=ann, request=7}",
                        "post_save Note created: - {user=ann}",
                        "post_save Note created: - {}");
    }

    @Test
    void aSessionThatSharesTheTransactionBeginsWithTheValues() {
        logged(signals.postSave());
        factory.inTransaction(session -> {
            signals.context(session).put("user", "ann");
            Session child = session.sessionWithOptions().connection().openSession();
            child.persist(new Note("a"));
            child.flush();
            child.close();
        });
        assertThat(seen).containsExactly("post_save Note created: - {user=ann}");
    }

    @Test
    void whatAReceiverWritesHasTheReasonToo() {
        logged(signals.postSave());
        signals.postSave().connect(Note.class, event -> event.session().persist(new Author("of the receiver")));
        signals.postSave()
                .connect(
                        Author.class,
                        event -> signals.because(
                                event.session(),
                                "after " + event.reason().orElseThrow(),
                                () -> event.session().persist(new Tag())));
        factory.inTransaction(session -> signals.because(session, "import 42", () -> session.persist(new Note("a"))));
        assertThat(seen)
                .containsExactly(
                        "post_save Note created: import 42 {}",
                        "post_save Author created: import 42 {}",
                        "post_save Tag created: after import 42 {}");
    }

    @Test
    void aNewTransactionOfAReceiverGoesOnWithIt() {
        logged(signals.postSave());
        signals.postSave()
                .connect(
                        Note.class,
                        event -> event.inNewTransaction((session, note) -> session.persist(new Author("new"))),
                        afterCommit());
        factory.inTransaction(session -> {
            signals.context(session).put("user", "ann");
            signals.because(session, "import 42", () -> session.persist(new Note("a")));
        });
        assertThat(seen)
                .containsExactly(
                        "post_save Note created: import 42 {user=ann}",
                        "post_save Author created: import 42 {user=ann}");
    }

    @Test
    void aStatelessSessionHasAContextToo() {
        assumeThatStatelessSessionsAreTold();
        logged(signals.preSave());
        logged(signals.postSave(), afterCommit());
        logged(signals.postDelete());
        logged(signals.changed());
        factory.sessionFactory().inStatelessTransaction(session -> {
            signals.context(session).put("user", "ann");
            Note note = new Note("a");
            signals.because(session, "import 42", () -> session.insert(note));
            Note other = new Note("b");
            session.insert(other);
            signals.because(session, "taken back", () -> session.delete(other));
        });
        assertThat(seen)
                .containsExactly(
                        "pre_save Note new: import 42 {user=ann}",
                        "pre_save Note new: - {user=ann}",
                        "post_delete Note explicit: taken back {user=ann}",
                        "changed Note created: import 42 {user=ann}",
                        "post_save Note created: import 42 {user=ann}",
                        "post_save Note created: - {user=ann}");
    }

    @Test
    void aTimelineShowsIt() {
        signals.postSave().connect(Note.class, event -> {});
        factory.inTransaction(session -> {
            signals.context(session).put("user", "ann").put("note", new Note("whose toString nobody calls"));
            try (SignalTimeline timeline = signals.timeline(session)) {
                signals.because(session, "import 42", () -> session.persist(new Note("a")));
                assertThat(timeline.lines().stream().map(line -> line.replaceAll("#\\d+", "")))
                        .contains("post_save Note created because \"import 42\" {user=ann, note=Note}"
                                + " -> lambda in ContextIT");
            }
        });
    }

    @Test
    void theReportOfAFailureShowsIt() {
        signals.postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("no");
                        },
                        afterCommit());
        try (CapturedLog log = CapturedLog.of("dev.signals.Signal")) {
            factory.inTransaction(
                    session -> signals.because(session, "import 42", () -> session.persist(new Note("a"))));
            assertThat(log.errors()).singleElement().asString().contains("because \"import 42\"");
        }
    }

    @Test
    void aClosedSessionAndANullAreRefused() {
        Session session = factory.sessionFactory().openSession();
        SessionContext context = signals.context(session);
        assertThatThrownBy(() -> context.put("user", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> signals.because(session, null, () -> {}))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("reason");
        session.close();
        assertThatThrownBy(() -> signals.context(session))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("context(session) needs an open session");
    }

    @Test
    void anEventOfWhichNothingIsKnownHasNeither() {
        logged(signals.postSave());
        factory.inTransaction(session -> session.persist(new Note("a")));
        assertThat(seen).containsExactly("post_save Note created: - {}");
    }
}
