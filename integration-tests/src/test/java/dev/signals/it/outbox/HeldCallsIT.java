package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signals.Signal;
import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.call.Durable;
import dev.signals.outbox.call.WaitingCall;
import dev.signals.test.DurableCalls;
import dev.signals.test.SignalRecorder;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that make the calls of durable receivers in their own thread. */
@OnEveryDatabase
class HeldCallsIT {

    private final Shelf shelf;

    HeldCallsIT(Database database) {
        shelf = new Shelf(database, Map.of("hibernate.current_session_context_class", "thread"));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private DurableCalls hold() {
        return DurableCalls.hold(shelf.factory().sessionFactory());
    }

    private void connect(Durable option) {
        shelf.factory().signals().changed().connect(Book.class, this::receive, option);
    }

    private void receive(Changed<Book> change) {
        String title = String.valueOf(change.state().get("title"));
        shelf.add(title + " by attempt " + Outbox.call(change).attempt() + " in "
                + Thread.currentThread().getName());
        if (title.startsWith("bad")) {
            throw new IllegalStateException(title);
        }
    }

    private static String inThisThread(String call) {
        return call + " in " + Thread.currentThread().getName();
    }

    private Long persist(String title) {
        return shelf.factory()
                .fromTransaction(session -> {
                    Book book = new Book(title);
                    session.persist(book);
                    return book;
                })
                .id;
    }

    private void rename(Long id, String title) {
        shelf.factory().inTransaction(session -> session.find(Book.class, id).title = title);
    }

    @Test
    void callsWaitUntilTheTestMakesThem() {
        connect(durable("mail"));
        try (DurableCalls calls = hold()) {
            persist("a");
            Long id = persist("b");

            assertThat(calls.lines()).containsExactly("mail: changed Book created", "mail: changed Book created");
            WaitingCall second = calls.pending().get(1);
            assertThat(((Changed<?>) second.event()).id()).isEqualTo(id);
            assertThat(calls.run()).isEqualTo(2);

            assertThat(shelf.log()).containsExactly(inThisThread("a by attempt 1"), inThisThread("b by attempt 1"));
            assertThat(calls.pending()).isEmpty();
            assertThat(shelf.factory().count("signals_jobs")).isZero();
        }
    }

    @Test
    void anOutboxThatMakesCallsGoesOnAfterwards() {
        connect(durable("mail"));
        shelf.outbox().start();
        try (DurableCalls calls = hold()) {
            shelf.outbox().start(); // by an application that starts within the test
            persist("a");

            calls.run();
            assertThat(shelf.log()).containsExactly(inThisThread("a by attempt 1"));
            persist("b");
            assertThat(calls.lines()).hasSize(1);
        }
        shelf.awaitEmpty();
        assertThat(shelf.log())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("b by attempt 1 in signals-outbox-mail")
                .isNotEqualTo(inThisThread("b by attempt 1"));
    }

    @Test
    void anOutboxThatIsStoppedMeanwhileStaysSo() {
        connect(durable("mail"));
        shelf.outbox().start();
        try (DurableCalls calls = hold()) {
            shelf.outbox().stop();
            assertThat(calls.pending()).isEmpty();
        }
        persist("a");

        try (DurableCalls calls = hold()) {
            assertThat(calls.lines()).containsExactly("mail: changed Book created");
            assertThat(shelf.log()).isEmpty();
        }
    }

    @Test
    void aTestThatRollsBackSeesAndMakesItsCalls() {
        connect(durable("mail"));
        try (DurableCalls calls = hold();
                SignalRecorder recorder = SignalRecorder.of(shelf.factory().sessionFactory());
                Session session = shelf.factory().sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Book("a"));
            session.persist(new Book("bad"));
            assertThat(calls.pending()).isEmpty();

            recorder.runAfterCommit();

            assertThat(calls.lines()).containsExactly("mail: changed Book created", "mail: changed Book created");
            assertThat(shelf.log()).isEmpty();
            assertThatThrownBy(calls::run).isInstanceOf(AssertionError.class).hasMessageContaining("bad");
            session.getTransaction().rollback();
            assertThat(shelf.log())
                    .containsExactlyInAnyOrder(inThisThread("a by attempt 1"), inThisThread("bad by attempt 1"));
            assertThat(calls.pending())
                    .extracting(WaitingCall::receiver, WaitingCall::failures)
                    .containsExactly(tuple("mail", 1));
        }
        assertThat(shelf.outbox().pending()).isEmpty();
    }

    @Test
    void aCallThatFailsFailsTheTestAndIsMadeAgainByTheNextRun() {
        connect(durable("mail"));
        try (DurableCalls calls = hold()) {
            persist("bad");
            persist("a");

            assertThatThrownBy(calls::run)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("durable receivers failed: [java.lang.IllegalStateException: bad]")
                    .hasRootCauseMessage("bad");
            assertThat(shelf.log()).containsExactly(inThisThread("bad by attempt 1"), inThisThread("a by attempt 1"));
            assertThat(calls.pending()).extracting(WaitingCall::failures).containsExactly(1);
            assertThatThrownBy(calls::run).isInstanceOf(AssertionError.class);
            assertThatThrownBy(calls::run).isInstanceOf(AssertionError.class);

            assertThat(shelf.log()).last().isEqualTo(inThisThread("bad by attempt 3"));
            assertThat(calls.pending()).isEmpty();
            assertThat(shelf.outbox().dead()).extracting(DeadCall::attempts).containsExactly(3);
            assertThat(calls.run()).isZero();
        }
    }

    @Test
    void orderedCallsWaitBehindOneThatFails() {
        connect(durable("index").orderedPerEntity());
        try (DurableCalls calls = hold()) {
            Long id = persist("bad");
            rename(id, "good");
            persist("other");

            assertThatThrownBy(calls::run).hasMessageContaining("bad");
            assertThat(shelf.log())
                    .containsExactly(inThisThread("bad by attempt 1"), inThisThread("other by attempt 1"));
            assertThat(calls.lines()).containsExactly("index: changed Book created", "index: changed Book updated");
            assertThatThrownBy(calls::run).hasMessageContaining("bad");
            assertThatThrownBy(calls::run).hasMessageContaining("bad");

            calls.run();
            assertThat(shelf.log()).last().isEqualTo(inThisThread("good by attempt 1"));
            assertThat(shelf.factory().count("signals_jobs")).isZero();
            assertThat(shelf.factory().count("signals_ordered")).isZero();
            assertThat(shelf.outbox().dead()).hasSize(1);
        }
    }

    @Test
    void callsThatOtherCallsCauseAreMadeToo() {
        shelf.factory()
                .signals()
                .changed()
                .connect(
                        Book.class,
                        change -> change.inNewTransaction((session, book) -> session.persist(new Author("Ann"))),
                        durable("books"));
        shelf.factory()
                .signals()
                .postSave()
                .connect(
                        Author.class,
                        save -> shelf.add("author"),
                        durable("authors").orderedPerEntity());
        try (DurableCalls calls = hold()) {
            persist("a");

            assertThat(calls.run()).isEqualTo(2);
            assertThat(shelf.log()).containsExactly("author");
        }
    }

    @Test
    void callsThatOthersMakeStay() {
        shelf.factory().signals().changed().connect(Book.class, Outbox.elsewhere(), durable("elsewhere"));
        try (DurableCalls calls = hold()) {
            persist("a");

            assertThat(calls.run()).isZero();
            assertThat(calls.lines()).containsExactly("elsewhere: changed Book created");
        }
    }

    @Test
    void eventsOfTheApplicationWaitToo() {
        Signal<String> mailed = Signal.of("mailed", String.class);
        mailed.connect(
                shelf::add,
                shelf.outbox().durable("mail", mailed, new Mails(shelf.factory().sessionFactory())));
        try (DurableCalls calls = hold()) {
            Session session = shelf.factory().sessionFactory().getCurrentSession();
            session.beginTransaction();
            mailed.send((Class<?>) null, "hello");
            session.getTransaction().commit();

            assertThat(calls.lines()).isEqualTo(List.of("mail: hello by attempt 1"));
            calls.run();
            assertThat(shelf.log()).containsExactly("hello by attempt 1");
        }
    }

    @Test
    void callsAreHeldByOneTestAtATime() {
        DurableCalls first = hold();
        assertThatThrownBy(this::hold)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("held already; close what hold() has returned before");
        first.close();
        first.close();
        try (DurableCalls next = hold()) {
            first.close(); // changes nothing
            assertThatThrownBy(this::hold).hasMessageContaining("held already");
            assertThat(next.run()).isZero();
        }
    }
}
