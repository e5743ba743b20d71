package dev.signals.it.testing;

import static dev.signals.Options.onError;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.test.SignalAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.ErrorPolicy;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.it.testing.Shop.Item;
import dev.signals.it.testing.Shop.Label;
import dev.signals.test.SignalRecorder;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test that calls the receivers after the commit on demand, and rolls its transaction back in the end. */
@OnEveryDatabase
class RunAfterCommitIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final SignalRecorder recorder;
    private final Session session;
    private final List<String> log = new ArrayList<>();

    RunAfterCommitIT(Database database) {
        factory = TestFactory.of(database, Item.class, Label.class);
        signals = factory.signals();
        recorder = SignalRecorder.of(factory.sessionFactory());
        session = factory.sessionFactory().openSession();
    }

    @BeforeEach
    void begin() {
        session.beginTransaction();
    }

    @AfterEach
    void close() {
        if (session.getTransaction().isActive()) {
            session.getTransaction().rollback();
        }
        session.close();
        recorder.close();
        factory.close();
    }

    private long rows() {
        return factory.sessionFactory()
                .fromTransaction(other -> other.createSelectionQuery("select count(*) from Item", Long.class)
                        .getSingleResult());
    }

    private void logEachPhase() {
        signals.postSave().connect(Item.class, event -> log.add("before"), beforeCommit());
        signals.postSave().connect(Item.class, event -> log.add("commit " + event.id()), afterCommit());
        signals.postSave().connect(Item.class, event -> log.add("completion"), afterCompletion());
        signals.postSave().connect(Item.class, event -> log.add("rollback"), afterRollback());
        signals.changed().connect(Item.class, event -> log.add("changed " + event.kind()));
        signals.changed().connectBatch(Item.class, events -> log.add("batch of " + events.size()));
    }

    @Test
    void receiversOfEachPhaseAreCalledAndTheRealEndIsARollback() {
        logEachPhase();
        Item item = new Item("a", 1);
        session.persist(item);

        recorder.runAfterCommit();

        assertThat(log).containsExactly("before", "changed CREATED", "batch of 1", "commit " + item.id, "completion");
        assertThat(session.getTransaction().isActive()).isTrue();
        log.clear();
        session.getTransaction().rollback();
        assertThat(log).containsExactly("rollback");
        assertThat(rows()).isZero();
    }

    @Test
    void whatWasCalledIsNotCalledAgainAtTheCommit() {
        logEachPhase();
        session.persist(new Item("a", 1));
        recorder.runAfterCommit();
        log.clear();

        session.getTransaction().commit();

        assertThat(log).isEmpty();
        assertThat(rows()).isOne();
    }

    @Test
    void whatIsWrittenLaterIsForTheNextTime() {
        signals.changed()
                .connect(
                        Item.class,
                        event -> log.add(event.kind() + " " + event.changes().attributes()));
        Item item = new Item("a", 1);
        session.persist(item);
        recorder.runAfterCommit();
        log.clear();

        item.price = 2;
        recorder.runAfterCommit();
        item.price = 3;
        session.getTransaction().commit();

        assertThat(log).containsExactly("UPDATED [price]", "UPDATED [price]");
    }

    @Test
    void aChangeOfALoadedEntityIsFlushedFirst() {
        session.persist(new Item("a", 1));
        session.getTransaction().commit();
        recorder.clear();
        try (Session other = factory.sessionFactory().openSession()) {
            other.beginTransaction();
            other.createSelectionQuery("from Item", Item.class).getSingleResult().price = 2;

            recorder.runAfterCommit();

            assertThat(recorder).changed(Item.class, "price", 1, 2);
            other.getTransaction().rollback();
        }
    }

    @Test
    void everySessionWithATransactionTakesPart() {
        signals.postSave().connect(Item.class, event -> log.add(event.instance().name), afterCommit());
        try (Session other = factory.sessionFactory().openSession()) {
            other.beginTransaction();
            session.persist(new Item("first", 1));
            other.persist(new Item("second", 2));

            recorder.runAfterCommit();

            assertThat(log).containsExactly("first", "second");
            other.getTransaction().rollback();
        }
    }

    @Test
    void callbacksRunToo() {
        TransactionHooks.onCommit(session, () -> {
            log.add("hook");
            TransactionHooks.onCommit(session, () -> log.add("hook of a hook"));
        });
        signals.postSave()
                .connect(Item.class, event -> event.onCommit(() -> event.onCommit(() -> log.add("of a callback"))));
        session.persist(new Item("a", 1));

        recorder.runAfterCommit();

        assertThat(log).containsExactly("hook", "of a callback", "hook of a hook");
    }

    @Test
    void receiversFindTheTransactionEnded() {
        Item item = new Item("a", 1);
        signals.postSave()
                .connect(
                        Item.class,
                        event -> {
                            assertThatThrownBy(event::session).hasMessageContaining("its transaction has ended");
                            assertThatThrownBy(() -> session.persist(new Label()))
                                    .hasMessageContaining("is refused: the transaction has ended");
                            log.add("called");
                        },
                        afterCommit());
        session.persist(item);

        recorder.runAfterCommit();

        assertThat(log).containsExactly("called");
        session.persist(new Label()); // allowed again
    }

    @Test
    void aNewTransactionSeesTheRowsAndIsRolledBackWithTheTest() {
        signals.postSave().connect(Label.class, event -> log.add("label"), afterCommit());
        signals.postSave().connect(Label.class, event -> log.add("label rolled back"), afterRollback());
        signals.postSave()
                .connect(
                        Item.class,
                        event -> {
                            if (event.created()) {
                                boolean found = event.inNewTransaction((own, there) -> {
                                    there.slug = "slug";
                                    own.persist(new Label());
                                });
                                log.add("found " + found);
                            }
                        },
                        afterCommit());
        session.persist(new Item("a", 1));

        recorder.runAfterCommit();

        assertThat(log).containsExactly("label", "found true");
        session.clear();
        assertThat(session.createSelectionQuery("from Item", Item.class).getSingleResult().slug)
                .isEqualTo("slug");
        session.getTransaction().rollback();
        assertThat(log).containsExactly("label", "found true", "label rolled back");
        assertThat(rows()).isZero();
        assertThat(recorder.rolledBack()).hasSameSizeAs(recorder.all());
    }

    @Test
    void aNewTransactionThatFailsTakesBackItsOwnWorkOnly() {
        signals.postSave()
                .connect(
                        Item.class,
                        event -> event.inNewTransaction((own, there) -> {
                            own.persist(new Label());
                            own.flush();
                            throw new IllegalStateException("no");
                        }),
                        afterCommit());
        session.persist(new Item("a", 1));

        assertThatThrownBy(recorder::runAfterCommit).hasRootCauseMessage("no");

        assertThat(session.createSelectionQuery("select count(*) from Label", Long.class)
                        .getSingleResult())
                .isZero();
        assertThat(session.createSelectionQuery("select count(*) from Item", Long.class)
                        .getSingleResult())
                .isOne();
    }

    @Test
    void failuresAreIsolatedAndThrownInTheEnd() {
        List<Throwable> reported = new ArrayList<>();
        signals.onFailure((connection, event, failure) -> reported.add(failure));
        signals.postSave()
                .connect(
                        Item.class,
                        event -> {
                            throw new IllegalStateException("first");
                        },
                        afterCommit());
        signals.changed().connect(Item.class, event -> {
            throw new IllegalStateException("second");
        });
        signals.postSave().connect(Item.class, event -> log.add("called"), afterCommit());
        TransactionHooks.onCommit(session, () -> {
            throw new IllegalStateException("third");
        });
        session.persist(new Item("a", 1));

        assertThatThrownBy(recorder::runAfterCommit)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("first", "second", "third")
                .hasCauseInstanceOf(IllegalStateException.class)
                .satisfies(error -> assertThat(error.getSuppressed()).hasSize(2));

        assertThat(log).containsExactly("called");
        assertThat(reported).hasSize(2);
    }

    @Test
    void aFailureIsThrownAlsoIfTheEventWasSentBefore() {
        signals.postSave()
                .connect(
                        Item.class,
                        event -> {
                            throw new IllegalStateException("plain");
                        },
                        afterCommit());
        signals.postSave()
                .connect(
                        Item.class,
                        event -> {
                            throw new IllegalStateException("isolated");
                        },
                        afterCommit(),
                        onError(ErrorPolicy.ISOLATE));
        session.persist(new Item("a", 1));
        session.flush();

        assertThatThrownBy(recorder::runAfterCommit)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("plain", "isolated");
    }

    @Test
    void receiversWithAnExecutorAreCalledInTheThreadOfTheTest() {
        Thread test = Thread.currentThread();
        signals.postSave()
                .connect(
                        Item.class,
                        event -> log.add("found "
                                + event.inNewTransaction(
                                        (own, there) -> log.add("same " + (Thread.currentThread() == test)))),
                        afterCommit(ReceiverExecutor.onVirtualThreads()));
        session.persist(new Item("a", 1));

        recorder.runAfterCommit();

        assertThat(log).containsExactly("same true", "found true");
    }

    @Test
    void aTransactionThatIsMarkedForRollbackIsRefused() {
        signals.postSave().connect(Item.class, event -> log.add("called"), afterCommit());
        session.persist(new Item("a", 1));
        session.getTransaction().setRollbackOnly();

        assertThatThrownBy(recorder::runAfterCommit).hasMessageContaining("is marked for rollback");

        assertThat(log).isEmpty();
    }

    @Test
    void withoutATransactionThereIsNothingToRun() {
        session.getTransaction().rollback();

        assertThatThrownBy(recorder::runAfterCommit).hasMessageContaining("found no open transaction");
    }

    @Test
    void aReceiverMayNotAskForIt() {
        signals.postSave().connect(Item.class, event -> recorder.runAfterCommit());
        session.persist(new Item("a", 1));

        assertThatThrownBy(session::flush).hasMessageContaining("call it in the test itself");
    }

    @Test
    void aSavepointThatIsOlderTakesBackOnlyWhatCameLater() {
        logEachPhase();
        assertThatThrownBy(() -> Savepoints.run(session, () -> {
                    session.persist(new Item("a", 1));
                    recorder.runAfterCommit();
                    log.clear();
                    session.persist(new Item("b", 1));
                    session.flush();
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
        assertThat(log).containsExactly("rollback", "rollback", "completion");
        log.clear();

        session.persist(new Item("c", 1));
        session.getTransaction().commit();

        assertThat(log).hasSize(5).contains("changed CREATED", "batch of 1");
    }

    @Test
    void theRecorderMarksWhatWasRolledBack() {
        session.persist(new Label());
        assertThatThrownBy(() -> Savepoints.run(session, () -> {
                    session.persist(new Item("a", 1));
                    session.flush();
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
        assertThat(recorder).rolledBackExactly("pre_save Item new", "post_save Item created");

        session.getTransaction().commit();
        assertThat(recorder).rolledBackExactly("pre_save Item new", "post_save Item created");

        recorder.clear();
        session.beginTransaction();
        session.persist(new Label());
        recorder.runAfterCommit();
        assertThat(recorder).rolledBackNothing();
        session.getTransaction().rollback();

        assertThat(recorder)
                .rolledBackExactly("pre_save Label new", "post_save Label created", "changed Label created");
        assertThatThrownBy(() -> assertThat(recorder).rolledBackNothing()).hasMessageContaining("(rolled back)");
    }
}
