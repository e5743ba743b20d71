package dev.signals.panel;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.panel.Library.activity;
import static dev.signals.panel.Library.lines;
import static dev.signals.panel.Library.newest;
import static dev.signals.panel.Library.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.panel.Library.Book;
import dev.signals.panel.Library.Loan;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the panel shows of transactions. */
class TransactionsTest {

    private final Library library = Library.open();
    private final SignalPanel panel = library.record();

    static class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    static class Receivers {

        @Receiver
        void number(PreSave<Book> event) {}

        @Receiver
        void count(PostSave<Book> event) {
            event.session()
                    .createSelectionQuery("select count(*) from Loan", Long.class)
                    .getSingleResult();
        }
    }

    static class Refusing {

        @Receiver
        void refuse(PreSave<Book> event) {
            throw new RefusedException();
        }
    }

    @AfterEach
    void close() {
        panel.close();
        library.close();
    }

    @Test
    void aTransactionIsATimelineOfCallsFlushesAndStatements() {
        library.signals.register(new Receivers());

        library.persist(new Book("1", "Emma"));

        JsonNode work = work(panel, newest(panel));
        assertThat(lines(work))
                .containsExactly(
                        "pre_save Book new -> Receivers.number",
                        "flush",
                        "  insert into Book (title,isbn) values (?,?)",
                        "post_save Book created -> Receivers.count",
                        "  flush for a query",
                        "  select count(*) from Loan l1_0",
                        "committed");
        assertThat(work.path("state").asText()).isEqualTo("COMMITTED");
        assertThat(work.path("deeds")).extracting(JsonNode::asText).containsExactly("Book created");
        assertThat(work.path("first")).filteredOn(step -> step.has("receiver")).allMatch(step -> step.has("took"));
        assertThat(work.path("first").path(3).has("took")).isTrue();
    }

    @Test
    void aReceiverThatThrowsIsTheReasonOfTheRollback() {
        library.signals.register(new Refusing());

        assertThatThrownBy(() -> library.persist(new Book("1", "Emma"))).isInstanceOf(RefusedException.class);

        JsonNode summary = newest(panel);
        assertThat(summary.path("state").asText()).isEqualTo("ROLLED_BACK");
        JsonNode reason = summary.path("reason");
        assertThat(reason.path("receiver").path("name").asText()).isEqualTo("Refusing.refuse");
        assertThat(reason.path("signal").asText()).isEqualTo("pre_save");
        assertThat(reason.path("text").asText()).isEqualTo("Book new");
        assertThat(reason.path("fault").path("type").asText()).isEqualTo("RefusedException");
        assertThat(reason.path("fault").path("method").asText()).isEqualTo("Refusing.refuse");
        assertThat(reason.path("fault").path("source").asText()).matches("TransactionsTest.java:\\d+");
        assertThat(activity(panel).path("failures").path(0).path("outcome").asText())
                .isEqualTo("rolledBack");
    }

    @Test
    void causesInACircleEndToo() {
        library.signals.preSave().connect(Loan.class, event -> {
            throw new RefusedException();
        });
        library.signals.preSave().connect(Book.class, event -> {
            try {
                event.session().persist(new Loan("Ann"));
            } catch (RefusedException e) {
                IllegalStateException first = new IllegalStateException("first");
                first.initCause(new IllegalStateException("second", first));
                throw first;
            }
        });

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> library.persist(new Book("1", "Emma")))
                        .hasMessage("first"));
    }

    /** An exception that the panel cannot read. */
    static class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("unreadable");
        }
    }

    @Test
    void whatCannotBeRecordedDoesNotReachTheApplication() {
        Unreadable thrown = new Unreadable();
        library.signals.preSave().connect(Book.class, event -> {
            throw thrown;
        });

        assertThatThrownBy(() -> library.persist(new Book("1", "Emma"))).isSameAs(thrown);
        assertThat(thrown.getSuppressed()).noneMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void ofReceiversInsideEachOtherTheInnermostIsTheReason() {
        library.signals.preSave().connect(Loan.class, event -> {
            throw new RefusedException();
        });
        library.signals.preSave().connect(Book.class, event -> event.session().persist(new Loan("Ann")));

        assertThatThrownBy(() -> library.persist(new Book("1", "Emma"))).isInstanceOf(RefusedException.class);

        assertThat(newest(panel).path("reason").path("text").asText()).isEqualTo("Loan new");
    }

    @Test
    void aReceiverBeforeTheCommitIsShownWhereItFails() {
        library.signals
                .postSave()
                .connect(
                        Book.class,
                        event -> {
                            throw new RefusedException();
                        },
                        beforeCommit());

        assertThatThrownBy(() -> library.persist(new Book("1", "Emma"))).hasRootCauseInstanceOf(RefusedException.class);

        JsonNode summary = newest(panel);
        assertThat(summary.path("state").asText()).isEqualTo("ROLLED_BACK");
        assertThat(summary.path("reason").path("receiver").path("when").asText())
                .isEqualTo("beforeCommit()");
        assertThat(lines(work(panel, summary)))
                .endsWith("post_save Book created -> TransactionsTest (lambda) throws RefusedException", "rolled back");
    }

    @Test
    void aStatementThatFailsIsTheReasonOfTheRollback() {
        library.persist(new Book("1", "Emma"));

        assertThatThrownBy(() -> library.persist(new Book("2", "Emma"))).hasCauseInstanceOf(HibernateException.class);

        JsonNode reason = newest(panel).path("reason");
        assertThat(reason.path("text").asText()).startsWith("insert into Book");
        assertThat(reason.path("fault").path("type").asText()).isEqualTo("ConstraintViolationException");
        assertThat(reason.path("fault").path("facts").path(0).asText())
                .matches("unique constraint PUBLIC\\.CONSTRAINT_\\w+ on TITLE");
    }

    @Test
    void aStatementThatFailsInsideAReceiverIsTheReasonTogetherWithTheReceiver() {
        library.signals
                .postSave()
                .connect(
                        Book.class,
                        event -> event.session()
                                .createNativeMutationQuery("delete from nowhere")
                                .executeUpdate());

        assertThatThrownBy(() -> library.persist(new Book("1", "Emma"))).hasCauseInstanceOf(HibernateException.class);

        JsonNode reason = newest(panel).path("reason");
        assertThat(reason.path("receiver").path("name").asText()).isEqualTo("TransactionsTest (lambda)");
        assertThat(reason.path("fault").path("type").asText()).isEqualTo("SQLGrammarException");
    }

    @Test
    void aRollbackOfTheApplicationHasNoReason() {
        library.signals.register(new Receivers());

        library.factory.inSession(session -> {
            session.beginTransaction();
            session.persist(new Book("1", "Emma"));
            session.flush();
            session.getTransaction().rollback();
        });

        assertThat(newest(panel).path("state").asText()).isEqualTo("ROLLED_BACK");
        assertThat(newest(panel).has("reason")).isFalse();
        assertThat(activity(panel).has("failures")).isFalse();
    }

    @Test
    void aFailureAfterTheCommitIsListedAndTheTransactionStaysCommitted() {
        library.signals
                .postSave()
                .connect(
                        Book.class,
                        event -> {
                            throw new RefusedException();
                        },
                        afterCommit());

        library.persist(new Book("1", "Emma"));

        JsonNode summary = newest(panel);
        assertThat(summary.path("state").asText()).isEqualTo("COMMITTED");
        assertThat(summary.path("failures").asInt()).isOne();
        assertThat(activity(panel).path("failures")).singleElement().satisfies(failure -> {
            assertThat(failure.path("outcome").asText()).isEqualTo("unreported");
            assertThat(failure.path("work").asLong())
                    .isEqualTo(summary.path("id").asLong());
        });
    }

    @Test
    void whatAReceiverDoesInATransactionOfItsOwnNamesTheReceiver() {
        library.signals
                .postSave()
                .connect(
                        Book.class,
                        event -> event.inNewTransaction((session, book) -> {
                            session.persist(new Loan("Ann"));
                        }),
                        afterCommit());

        library.persist(new Book("1", "Emma"));

        JsonNode inner = newest(panel);
        JsonNode outer = activity(panel).path("works").path(1);
        assertThat(lines(work(panel, inner))).anyMatch(line -> line.contains("insert into Loan"));
        assertThat(inner.path("cause").asText()).isEqualTo("TransactionsTest (lambda)");
        assertThat(inner.path("causeId").asLong()).isEqualTo(outer.path("id").asLong());
        assertThat(lines(work(panel, outer)))
                .containsSubsequence("committed", "post_save Book created -> TransactionsTest (lambda)");
    }

    @Test
    void aCallInAnotherThreadWaitsAndIsShownWithItsTransaction() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch hold = new CountDownLatch(1);
        try {
            library.signals
                    .postSave()
                    .connect(Book.class, event -> hold.await(), afterCommit(ReceiverExecutor.on(pool)));

            library.persist(new Book("1", "Emma"));

            JsonNode executor =
                    activity(panel).path("queues").path(0).path("executors").path(0);
            assertThat(executor.path("pending").asInt()).isOne();
            assertThat(executor.path("receivers").path(0).asText()).isEqualTo("TransactionsTest (lambda)");
            hold.countDown();
            await().until(() -> work(panel, newest(panel)).path("first").findValues("kind").stream()
                    .anyMatch(kind -> kind.asText().equals("background")));
        } finally {
            hold.countDown();
            pool.shutdown();
        }
    }

    @Test
    void withoutTheSettingCallsAreShownAndTheTextOfStatementsIsNot() {
        try (Library plain = Library.withoutStatements();
                SignalPanel limited = plain.record()) {
            plain.signals.register(new Receivers());

            plain.persist(new Book("1", "Emma"));

            assertThat(Library.map(limited).has("statements")).isFalse();
            assertThat(lines(work(limited, newest(limited))))
                    .contains("pre_save Book new -> Receivers.number", "  statement", "committed")
                    .noneMatch(line -> line.contains("insert"));
        }
    }

    @Test
    void nothingIsRecordedOnceThePanelIsClosed() {
        library.signals.register(new Receivers());
        panel.close();

        library.persist(new Book("1", "Emma"));

        assertThat(activity(panel).has("works")).isFalse();
    }
}
