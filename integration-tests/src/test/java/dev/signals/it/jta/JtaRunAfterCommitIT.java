package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import dev.signals.test.SignalRecorder;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test that calls the receivers after the commit on demand, and rolls its JTA transaction back in the end. */
@OnEveryDatabase
class JtaRunAfterCommitIT {

    private final JtaFactory factory;
    private final SessionFactory sessions;
    private final SignalRecorder recorder;
    private final List<String> log = new ArrayList<>();

    JtaRunAfterCommitIT(Database database) {
        factory = JtaFactory.of(database);
        sessions = factory.sessionFactory();
        recorder = SignalRecorder.of(sessions);
    }

    @BeforeEach
    void begin() throws Exception {
        MANAGER.begin();
    }

    @AfterEach
    void rollBack() throws Exception {
        if (MANAGER.getTransaction() != null) {
            MANAGER.rollback();
        }
        assertThat(factory.notes()).isEmpty();
        recorder.close();
        factory.close();
    }

    private void afterCommitOfANote(SignalReceiver<PostSave<Note>> receiver) {
        factory.signals().postSave().connect(Note.class, receiver, afterCommit());
    }

    private void save(String text) {
        sessions.getCurrentSession().persist(new Note(text));
    }

    private List<String> texts() {
        return sessions.getCurrentSession()
                .createSelectionQuery("select text from Note order by text", String.class)
                .getResultList();
    }

    @Test
    void receiversOfEachPhaseAreCalledAndTheRealEndIsARollback() throws Exception {
        factory.signals().postSave().connect(Note.class, event -> log.add("before"), beforeCommit());
        factory.signals().postSave().connect(Note.class, event -> log.add("completion"), afterCompletion());
        factory.signals().postSave().connect(Note.class, event -> log.add("rollback"), afterRollback());
        factory.signals().changed().connect(Note.class, event -> log.add("changed " + event.kind()));
        afterCommitOfANote(event -> log.add("commit " + event.instance()));
        TransactionHooks.onCommit(sessions.getCurrentSession(), () -> log.add("hook"));
        save("a");

        recorder.runAfterCommit();

        assertThat(log).containsExactly("before", "hook", "changed CREATED", "commit a", "completion");
        log.clear();
        recorder.runAfterCommit();
        assertThat(log).isEmpty();
        MANAGER.rollback();
        assertThat(log).containsExactly("rollback");
        assertThat(recorder.rolledBack()).hasSameSizeAs(recorder.all());
    }

    @Test
    void aServiceThatAReceiverCallsTakesPartInTheTransactionOfTheTest() {
        afterCommitOfANote(event -> {
            log.add("saved " + event.instance());
            if (event.instance().text.equals("a")) {
                save("for a");
            }
        });
        save("a");

        recorder.runAfterCommit();

        assertThat(log).containsExactly("saved a", "saved for a");
        assertThat(texts()).containsExactly("a", "for a");
    }

    @Test
    void aNewTransactionSeesTheRowAndIsRolledBackWithTheTest() {
        afterCommitOfANote(event -> {
            assertThatThrownBy(event::session).hasMessageContaining("its transaction has ended");
            if (!event.instance().text.endsWith("!")) {
                event.inNewTransaction((session, note) -> note.text = note.text + "!");
            }
        });
        save("a");

        recorder.runAfterCommit();

        sessions.getCurrentSession().clear();
        assertThat(texts()).containsExactly("a!");
    }

    @Test
    void anotherTransactionOfTheReceiverDoesNotSeeTheRow() {
        afterCommitOfANote(event -> {
            Transaction test = MANAGER.suspend();
            try {
                log.add("committed " + factory.notes());
            } finally {
                MANAGER.resume(test);
            }
        });
        save("a");

        recorder.runAfterCommit();

        assertThat(log).containsExactly("committed []");
    }

    @Test
    void aFailureIsThrownWhenAllHaveBeenCalled() {
        afterCommitOfANote(event -> {
            throw new IllegalStateException("no");
        });
        afterCommitOfANote(event -> log.add("called"));
        save("a");

        assertThatThrownBy(recorder::runAfterCommit)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no");

        assertThat(log).containsExactly("called");
        assertThat(texts()).containsExactly("a");
    }

    @Test
    void everySessionOfTheTransactionTakesPart() {
        afterCommitOfANote(event -> log.add(event.instance().text));
        Session other = sessions.openSession();
        save("first");
        other.persist(new Note("second"));

        recorder.runAfterCommit();

        assertThat(log).containsExactlyInAnyOrder("first", "second");
        other.close();
    }

    @Test
    void aStatelessSessionTakesPart() {
        assumeThatStatelessSessionsAreTold();
        afterCommitOfANote(event -> log.add(event.instance().text));
        try (StatelessSession session = sessions.openStatelessSession()) {
            session.insert(new Note("a"));
            assertThat(log).isEmpty();

            recorder.runAfterCommit();

            assertThat(log).containsExactly("a");
        }
    }

    @Test
    void aTransactionThatIsMarkedForRollbackIsRefused() throws Exception {
        afterCommitOfANote(event -> log.add("called"));
        save("a");
        MANAGER.setRollbackOnly();

        assertThatThrownBy(recorder::runAfterCommit).hasMessageContaining("is marked for rollback");

        assertThat(log).isEmpty();
    }

    @Test
    void withoutATransactionThereIsNothingToRun() throws Exception {
        save("a");
        MANAGER.rollback();

        assertThatThrownBy(recorder::runAfterCommit).hasMessageContaining("found no open transaction");
    }
}
