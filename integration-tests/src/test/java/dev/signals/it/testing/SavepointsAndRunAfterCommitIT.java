package dev.signals.it.testing;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Savepoints;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.it.testing.Shop.Item;
import dev.signals.it.testing.Shop.Label;
import dev.signals.test.SignalRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Savepoints around a commit that is simulated, and behind it: what has been called does not count any more. */
@OnEveryDatabase
class SavepointsAndRunAfterCommitIT {

    private final TestFactory factory;
    private final SignalRecorder recorder;
    private final Session session;
    private final List<String> log = new ArrayList<>();

    SavepointsAndRunAfterCommitIT(Database database) {
        factory = TestFactory.of(database, Item.class, Label.class);
        recorder = SignalRecorder.of(factory.sessionFactory());
        session = factory.sessionFactory().openSession();
    }

    @BeforeEach
    void begin() {
        factory.signals().postSave().connect(Item.class, event -> log.add(event.instance().name), afterCommit());
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

    private void takingBack(Runnable work) {
        assertThatThrownBy(() -> Savepoints.run(session, () -> {
                    work.run();
                    session.flush();
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
    }

    @Test
    void aYoungerOneTakesBackNothingThatWaitsSinceBefore() {
        session.persist(new Item("called", 1));
        recorder.runAfterCommit();
        session.persist(new Item("kept", 1));

        takingBack(() -> session.persist(new Item("lost", 1)));
        recorder.runAfterCommit();

        assertThat(log).containsExactly("called", "kept");
    }

    @Test
    void anOlderOneTakesBackWhatCameLaterThoughWhatWaitedBeforeHasBeenCalled() {
        session.persist(new Item("before", 1));

        takingBack(() -> {
            session.persist(new Item("inside", 1));
            recorder.runAfterCommit();
            session.persist(new Item("lost", 1));
        });
        session.getTransaction().commit();

        assertThat(log).containsExactly("before", "inside");
    }

    @Test
    void aNewTransactionOfAReceiverWhichIsASavepointHasReceiversBeforeItsCommit() {
        factory.signals().postSave().connect(Label.class, event -> log.add("label"), beforeCommit());
        inNewTransaction(own -> own.persist(new Label()));

        recorder.runAfterCommit();

        assertThat(log).containsExactly("item", "label");
    }

    @Test
    void aNewTransactionOfAReceiverThatMarksItForRollbackFails() {
        inNewTransaction(own -> own.getTransaction().markRollbackOnly());

        assertThatThrownBy(recorder::runAfterCommit).hasStackTraceContaining("the transaction is marked for rollback");
    }

    private void inNewTransaction(Consumer<Session> work) {
        factory.signals()
                .postSave()
                .connect(Item.class, event -> event.inNewTransaction((own, there) -> work.accept(own)), afterCommit());
        session.persist(new Item("item", 1));
    }
}
