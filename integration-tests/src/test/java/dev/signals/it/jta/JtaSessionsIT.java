package dev.signals.it.jta;

import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import jakarta.persistence.EntityManager;
import jakarta.persistence.SynchronizationType;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions and entity managers come to a transaction, and what becomes of them in it. */
@OnEveryDatabase
class JtaSessionsIT {

    private final JtaFactory factory;
    private final SessionFactory sessions;
    private final List<String> log = new ArrayList<>();

    JtaSessionsIT(Database database) {
        factory = JtaFactory.ofPersistenceUnit(database);
        sessions = factory.sessionFactory();
    }

    @BeforeEach
    void connect() {
        factory.signals().postSave().connect(Note.class, event -> log.add("saved " + event.instance()));
        factory.logCommits(log);
        factory.logRollbacks(log);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aSessionOpenedBeforeTheTransactionJoinsItWhenItIsUsed() throws Exception {
        try (Session session = sessions.openSession()) {
            inTransaction(() -> {
                session.persist(new Note("a"));
                log.add("-");
            });
        }

        assertThat(log).containsExactly("-", "saved a", "a committed [a]");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void whatWasPersistedBeforeTheTransactionIsAnnouncedInTheOneThatIsJoined() throws Exception {
        try (Session session = sessions.openSession()) {
            session.persist(new Note("a"));
            log.add("-");

            inTransaction(session::joinTransaction);
        }

        assertThat(log).containsExactly("-", "saved a", "a committed [a]");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void anUnsynchronizedEntityManagerAnnouncesInTheTransactionItJoins() throws Exception {
        try (EntityManager entityManager = sessions.createEntityManager(SynchronizationType.UNSYNCHRONIZED)) {
            inTransaction(() -> entityManager.persist(new Note("a")));
            assertThat(log).isEmpty();
            assertThat(factory.notes()).isEmpty();

            inTransaction(entityManager::joinTransaction);
        }

        assertThat(log).containsExactly("saved a", "a committed [a]");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void anUnsynchronizedEntityManagerThatJoinsARolledBackTransactionAnnouncesTheRollback() throws Exception {
        try (EntityManager entityManager = sessions.createEntityManager(SynchronizationType.UNSYNCHRONIZED)) {
            entityManager.persist(new Note("a"));
            MANAGER.begin();
            entityManager.joinTransaction();
            entityManager.flush();
            MANAGER.rollback();

            inTransaction(entityManager::joinTransaction);
        }

        assertThat(log).containsExactly("saved a", "a rolled back");
        assertThat(factory.notes()).isEmpty();
    }

    /** As the disposer of a bean does that is {@code @TransactionScoped}. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEntityManagerThatIsClosedRightAfterTheEndAnnouncesHowItEnded(boolean beforeHibernate) throws Exception {
        inTransaction(() -> persistInOneThatIsClosedAtTheEnd("a", beforeHibernate));
        MANAGER.begin();
        persistInOneThatIsClosedAtTheEnd("b", beforeHibernate);
        MANAGER.rollback();

        assertThat(log).containsExactly("saved a", "a committed [a]", "saved b", "b rolled back");
        assertThat(factory.notes()).containsExactly("a");
    }

    private void persistInOneThatIsClosedAtTheEnd(String text, boolean beforeHibernate) throws Exception {
        Transaction transaction = MANAGER.getTransaction();
        EntityManager[] closed = new EntityManager[1];
        Synchronization closing = new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                closed[0].close();
            }
        };
        if (beforeHibernate) {
            transaction.registerSynchronization(closing);
        }
        closed[0] = sessions.createEntityManager();
        closed[0].persist(new Note(text));
        closed[0].flush();
        if (!beforeHibernate) {
            transaction.registerSynchronization(closing);
        }
    }

    @Test
    void anEntityManagerThatIsClosedBeforeTheCommitStillAnnounces() throws Exception {
        inTransaction(() -> {
            try (EntityManager entityManager = sessions.createEntityManager()) {
                entityManager.persist(new Note("a"));
            }
            log.add("closed");
        });

        assertThat(log).containsExactly("closed", "saved a", "a committed [a]");
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void anEntityManagerThatIsClosedBeforeTheRollbackStillAnnounces() throws Exception {
        MANAGER.begin();
        try (EntityManager entityManager = sessions.createEntityManager()) {
            entityManager.persist(new Note("a"));
            entityManager.flush();
        }
        log.add("closed");
        MANAGER.rollback();

        assertThat(log).containsExactly("saved a", "closed", "a rolled back");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void twoSessionsOfOneFactoryAnnounceOneAfterTheOther() throws Exception {
        try (Session one = sessions.openSession();
                Session two = sessions.openSession()) {
            inTransaction(() -> {
                for (String text : List.of("1", "2")) {
                    one.persist(new Note("one " + text));
                    two.persist(new Note("two " + text));
                    one.flush();
                    two.flush();
                }
                log.clear();
            });
        }

        String rows = " committed [one 1, one 2, two 1, two 2]";
        assertThat(log)
                .containsSubsequence("one 1" + rows, "one 2" + rows)
                .containsSubsequence("two 1" + rows, "two 2" + rows)
                .hasSize(4);
        assertThat(log.indexOf("one 2" + rows) - log.indexOf("one 1" + rows))
                .as("nothing of another session comes between")
                .isEqualTo(1);
        assertThat(factory.notes()).containsExactly("one 1", "one 2", "two 1", "two 2");
    }

    @Test
    void aSecondTransactionOfOneOfThemAnnouncesNothingOfTheFirst() throws Exception {
        try (Session one = sessions.openSession();
                Session two = sessions.openSession()) {
            MANAGER.begin();
            one.persist(new Note("one"));
            two.persist(new Note("two"));
            one.flush();
            two.flush();
            MANAGER.rollback();
            log.clear();

            inTransaction(() -> two.persist(new Note("three")));
            inTransaction(() -> one.persist(new Note("four")));
        }

        assertThat(log)
                .containsExactly(
                        "saved three", "three committed [three]", "saved four", "four committed [four, three]");
        assertThat(factory.notes()).containsExactly("four", "three");
    }

    @Test
    void theCurrentSessionIsTheOneOfTheEvent() throws Exception {
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("current " + (event.session() == sessions.getCurrentSession())));

        inTransaction(() -> {
            Session session = sessions.getCurrentSession();
            TransactionHooks.onCommit(session, () -> log.add("hook"));
            session.persist(new Note("a"));
        });

        assertThat(log).containsExactly("saved a", "current true", "hook", "a committed [a]");
        assertThat(factory.notes()).containsExactly("a");
    }
}
