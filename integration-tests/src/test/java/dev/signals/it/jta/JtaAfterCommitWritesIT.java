package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Delivery;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import dev.signals.it.jta.JtaFactory.Work;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.UnflushedWrite;
import jakarta.persistence.EntityManager;
import jakarta.persistence.SynchronizationType;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a receiver writes behind the end of a JTA transaction: it is committed, or refused aloud, and never lost. */
@OnEveryDatabase
class JtaAfterCommitWritesIT {

    private final JtaFactory factory;
    private final SessionFactory sessions;
    private final List<Throwable> failures = new ArrayList<>();

    JtaAfterCommitWritesIT(Database database) {
        factory = JtaFactory.ofPersistenceUnit(database);
        sessions = factory.sessionFactory();
    }

    @BeforeEach
    void listen() {
        factory.signals().onFailure((connection, event, failure) -> failures.add(failure));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    /** Connects for the note "a" only, as the receiver writes others. */
    private void behind(Delivery<TransactionEvent> phase, Receiver receiver) {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.instance().text.equals("a")) {
                                try {
                                    receiver.receive(event.instance());
                                } catch (RuntimeException e) {
                                    throw e;
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            }
                        },
                        phase);
    }

    private interface Receiver {
        void receive(Note note) throws Exception;
    }

    /** As a container does it for a method with {@code @Transactional}. */
    private static void required(Work work) throws Exception {
        if (MANAGER.getTransaction() == null) {
            inTransaction(work);
        } else {
            work.run();
        }
    }

    private void save(String text) throws Exception {
        required(() -> sessions.getCurrentSession().persist(new Note(text)));
    }

    private void assertWritten(String... texts) throws Exception {
        assertThat(failures).isEmpty();
        assertThat(factory.notes()).containsExactly(texts);
        assertThat(MANAGER.getTransaction()).isNull();
    }

    private void assertRefused(String message) throws Exception {
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining(message));
        failures.clear();
        assertWritten("a");
    }

    private void assertRefused(UnflushedWrite operation) throws Exception {
        assertRefused(operation.name().toLowerCase(Locale.ROOT) + " of " + Note.class.getName()
                + " is refused: the transaction has ended");
    }

    @ParameterizedTest
    @EnumSource
    void theSessionOfTheTransactionRefuses(UnflushedWrite operation) throws Exception {
        try (Session session = sessions.openSession()) {
            behind(afterCommit(), note -> operation.execute(session, new Note("for a"), note));

            inTransaction(() -> session.persist(new Note("a")));
        }

        assertRefused(operation);
    }

    @ParameterizedTest
    @EnumSource
    void soDoesAnotherEntityManagerOfTheTransaction(UnflushedWrite operation) throws Exception {
        try (EntityManager other = sessions.createEntityManager()) {
            behind(afterCommit(), note -> operation.execute(other, new Note("for a"), note));

            inTransaction(() -> {
                other.joinTransaction();
                save("a");
            });
        }

        assertRefused(operation);
    }

    @ParameterizedTest
    @EnumSource
    void soDoesAnEntityManagerThatTheReceiverOpens(UnflushedWrite operation) throws Exception {
        behind(afterCommit(), note -> {
            try (EntityManager own = sessions.createEntityManager()) {
                operation.execute(own, new Note("for a"), note);
            }
        });

        save("a");

        assertRefused(operation);
    }

    @Test
    void theCurrentSessionRefuses() throws Exception {
        behind(afterCommit(), note -> sessions.getCurrentSession().persist(new Note("for a")));

        save("a");

        assertThat(failures).hasSize(1);
        failures.clear();
        assertWritten("a");
    }

    @Test
    void aMethodWithATransactionIsCommitted() throws Exception {
        behind(afterCommit(), note -> save("for a"));

        save("a");

        assertWritten("a", "for a");
    }

    @Test
    void soItIsBehindEveryEndAndInHooks() throws Exception {
        behind(afterCompletion(), note -> save("completed"));
        behind(afterRollback(), note -> save("rolled back"));

        inTransaction(() -> {
            TransactionHooks.onCommit(sessions.getCurrentSession(), () -> {
                try {
                    save("by a hook");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            save("a");
        });
        MANAGER.begin();
        save("a");
        sessions.getCurrentSession().flush();
        MANAGER.rollback();

        assertWritten("a", "by a hook", "completed", "completed", "rolled back");
    }

    @Test
    void aTransactionThatTheReceiverBeginsIsCommitted() throws Exception {
        behind(afterCommit(), note -> {
            MANAGER.begin();
            sessions.getCurrentSession().persist(new Note("for a"));
            MANAGER.commit();
        });

        save("a");

        assertWritten("a", "for a");
    }

    @Test
    void soIsATransactionOfHibernate() throws Exception {
        behind(afterCommit(), note -> sessions.inTransaction(session -> session.persist(new Note("for a"))));

        save("a");

        assertWritten("a", "for a");
    }

    @Test
    void soIsATransactionInWhichTheReceiverUsesItsOwnEntityManager() throws Exception {
        behind(
                afterCommit(),
                note -> required(() -> {
                    try (EntityManager own = sessions.createEntityManager()) {
                        own.find(Note.class, note.id).text = "changed";
                    }
                }));

        save("a");

        assertWritten("changed");
    }

    @Test
    void aStatelessSessionIsCommittedWithATransaction() throws Exception {
        behind(
                afterCommit(),
                note -> sessions.inStatelessTransaction(stateless -> stateless.insert(new Note("for a"))));

        save("a");

        assertWritten("a", "for a");
    }

    @Test
    void aStatelessSessionWithoutOneIsNotSilent() throws Exception {
        behind(afterCommit(), note -> {
            try (StatelessSession stateless = sessions.openStatelessSession()) {
                stateless.insert(new Note("for a"));
            }
        });

        save("a");

        assertThat(failures.isEmpty()).isEqualTo(factory.notes().contains("for a"));
    }

    @Test
    void aTransactionAroundItGoesOn() throws Exception {
        behind(afterCommit(), note -> save("for a"));
        MANAGER.begin();
        save("outer");
        Transaction outer = MANAGER.suspend();
        save("a");
        MANAGER.resume(outer);
        save("outer too");
        MANAGER.commit();

        assertWritten("a", "for a", "outer", "outer too");
    }

    @Test
    void aTransactionThatTheReceiverLeavesOpenIsRolledBackAndTold() throws Exception {
        behind(afterCommit(), note -> {
            MANAGER.begin();
            sessions.getCurrentSession().persist(new Note("left open"));
        });

        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            save("a");

            assertThat(log.errors()).hasSize(1);
            ErrorsPage.assertListed(JtaFactory.class, "transaction-left-open", log.last());
        }
        assertWritten("a");
    }

    @Test
    void anUnsynchronizedEntityManagerMayWaitForItsTransaction() throws Exception {
        try (EntityManager waiting = sessions.createEntityManager(SynchronizationType.UNSYNCHRONIZED)) {
            behind(afterCommit(), note -> waiting.persist(new Note("for a")));
            save("a");

            inTransaction(waiting::joinTransaction);
        }

        assertWritten("a", "for a");
    }

    @Test
    void anEntityManagerThatWaitsIsOnlyRefusedBehindTheEnd() throws Exception {
        behind(afterCommit(), note -> {});
        save("a");
        try (EntityManager waiting = sessions.createEntityManager()) {
            waiting.persist(new Note("b"));

            inTransaction(waiting::joinTransaction);
        }

        assertWritten("a", "b");
    }
}
