package dev.signals.it.testing;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.it.testing.Shop.Item;
import dev.signals.it.testing.Shop.Label;
import dev.signals.test.SignalRecorder;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for the commit is called inside the transaction of a stateless session, which is rolled back. */
@OnEveryDatabase
class RunAfterCommitStatelessIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final SignalRecorder recorder;
    private final StatelessSession session;
    private final List<String> log = new ArrayList<>();

    RunAfterCommitStatelessIT(Database database) {
        factory = TestFactory.of(database, Item.class, Label.class);
        signals = factory.signals();
        recorder = SignalRecorder.of(factory.sessionFactory());
        session = factory.sessionFactory().openStatelessSession();
    }

    @BeforeEach
    void begin() {
        session.beginTransaction();
        assumeThatStatelessSessionsAreTold();
    }

    @AfterEach
    void rollBack() {
        session.getTransaction().rollback();
        session.close();
        long rows = factory.sessionFactory()
                .fromSession(other -> other.createSelectionQuery("select count(*) from Item", Long.class)
                        .getSingleResult());
        assertThat(rows).isZero();
        recorder.close();
        factory.close();
    }

    private void afterCommitOfAnItem(SignalReceiver<PostSave<Item>> receiver) {
        signals.postSave().connect(Item.class, receiver, afterCommit());
    }

    private List<String> slugs() {
        return session.createSelectionQuery("select slug from Item order by id", String.class)
                .getResultList();
    }

    @Test
    void receiversOfEachPhaseAreCalledOnce() {
        signals.postSave().connect(Item.class, event -> log.add("before"), beforeCommit());
        afterCommitOfAnItem(event -> log.add("commit"));
        signals.postSave().connect(Item.class, event -> log.add("completion"), afterCompletion());
        signals.postSave().connect(Item.class, event -> log.add("rollback"), afterRollback());
        signals.changed().connect(Item.class, event -> log.add("changed " + event.kind()));
        TransactionHooks.onCommit(session, () -> log.add("hook"));
        session.insert(new Item("a", 1));

        recorder.runAfterCommit();

        assertThat(log).containsExactlyInAnyOrder("before", "hook", "changed CREATED", "commit", "completion");
        log.clear();
        recorder.runAfterCommit();
        assertThat(log).isEmpty();
        session.getTransaction().rollback();
        assertThat(log).containsExactly("rollback");
        assertThat(recorder.rolledBack()).hasSameSizeAs(recorder.all());
        session.beginTransaction();
    }

    @Test
    void whatIsWrittenLaterIsForTheNextTime() {
        signals.changed()
                .connect(
                        Item.class,
                        event -> log.add(event.kind() + " " + event.changes().attributes()));
        Item item = new Item("a", 1);
        session.insert(item);
        recorder.runAfterCommit();

        item.price = 2;
        session.update(item);
        recorder.runAfterCommit();
        session.delete(item);
        recorder.runAfterCommit();

        assertThat(log).hasSize(3).element(0).asString().startsWith("CREATED");
        assertThat(log.get(1)).startsWith("UPDATED");
        assertThat(log.get(2)).startsWith("DELETED");
    }

    @Test
    void theEndedSessionRefusesAndANewTransactionSeesTheRow() {
        afterCommitOfAnItem(event -> {
            if (event.instance().slug == null) {
                assertThatThrownBy(() -> session.insert(new Label()))
                        .hasMessageContaining("is refused: the transaction has ended");
                log.add("found " + event.inNewTransaction((own, there) -> there.slug = "slug"));
            }
        });
        session.insert(new Item("a", 1));

        recorder.runAfterCommit();

        assertThat(log).containsExactly("found true");
        assertThat(slugs()).containsExactly("slug");
        session.insert(new Label()); // allowed again
    }

    @Test
    void aFailureIsThrownInTheEnd() {
        afterCommitOfAnItem(event -> {
            throw new IllegalStateException("no");
        });
        afterCommitOfAnItem(event -> log.add("called"));
        session.insert(new Item("a", 1));

        assertThatThrownBy(recorder::runAfterCommit)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no");

        assertThat(log).containsExactly("called");
    }

    @Test
    void aTransactionThatIsMarkedForRollbackIsRefused() {
        afterCommitOfAnItem(event -> log.add("called"));
        session.insert(new Item("a", 1));
        session.getTransaction().setRollbackOnly();

        assertThatThrownBy(recorder::runAfterCommit).hasMessageContaining("is marked for rollback");

        assertThat(log).isEmpty();
    }
}
