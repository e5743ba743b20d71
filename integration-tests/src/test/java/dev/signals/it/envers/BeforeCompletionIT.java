package dev.signals.it.envers;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.support.TestedHibernate.assumeFrom72;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.envers.Library.Shelf;
import dev.signals.it.envers.Library.Visit;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.HibernateException;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of all that is done between the flush of a commit and the commit. */
@OnEveryDatabase
class BeforeCompletionIT {

    private final Library library;
    private final List<String> log = new ArrayList<>();

    BeforeCompletionIT(Database database) {
        library = new Library(database);
    }

    @AfterEach
    void close() {
        library.close();
    }

    private static void assumeThatThereAreCallbacks() {
        assumeFrom72("have no callbacks of this type");
    }

    /** As Hibernate Search does in a local transaction. */
    private static void beforeCompletion(Session session, Runnable work) {
        assumeThatThereAreCallbacks();
        ((SessionImplementor) session)
                .getTransactionCompletionCallbacks()
                .registerCallback((org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback)
                        completed -> work.run());
    }

    private void logVisits() {
        library.signals().postSave().connect(Visit.class, event -> log.add("saved " + event.instance().text));
        library.signals()
                .postSave()
                .connect(Visit.class, event -> log.add("before commit " + event.instance().text), beforeCommit());
    }

    private static long visits(Session session) {
        return session.createQuery("select count(*) from Visit", Long.class).getSingleResult();
    }

    @Test
    void whoWorksBeforeTheCompletionSeesWhatReceiversBeforeTheCommitWrite() {
        library.signals()
                .postSave()
                .connect(Shelf.class, event -> event.session().persist(new Visit("v")), beforeCommit());

        library.inTransaction(session -> {
            beforeCompletion(session, () -> log.add("sees " + visits(session)));
            session.persist(new Shelf("s"));
        });

        assertThat(log).containsExactly("sees 1");
    }

    @Test
    void whatOthersWriteBeforeTheCompletionIsAnnouncedBeforeTheCommit() {
        logVisits();
        library.signals()
                .postSave()
                .connect(Shelf.class, event -> log.add("before commit " + event.instance().name), beforeCommit());

        library.inTransaction(session -> {
            beforeCompletion(session, () -> {
                log.add("callback");
                session.persist(new Visit("of the callback"));
                session.flush();
                beforeCompletion(session, () -> log.add("callback of the callback"));
            });
            session.persist(new Shelf("s"));
        });

        assertThat(log)
                .containsExactly(
                        "before commit s",
                        "callback",
                        "saved of the callback",
                        "before commit of the callback",
                        "callback of the callback");
    }

    @Test
    void whatASynchronizationWritesIsAnnouncedBeforeTheCommitToo() {
        logVisits();

        library.inTransaction(session -> {
            session.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    log.add("synchronization sees " + visits(session));
                    session.persist(new Visit("of the synchronization"));
                    session.flush();
                }

                @Override
                public void afterCompletion(int status) {
                    log.add(status == Status.STATUS_COMMITTED ? "committed" : "not committed");
                }
            });
            session.persist(new Visit("a"));
        });

        assertThat(log)
                .containsExactly(
                        "saved a",
                        "before commit a",
                        "synchronization sees 1",
                        "saved of the synchronization",
                        "before commit of the synchronization",
                        "committed");
    }

    /** Hibernate compares the version of the row with that of the instance, or raises both, when the commit has begun. */
    @ParameterizedTest
    @EnumSource(names = {"OPTIMISTIC", "OPTIMISTIC_FORCE_INCREMENT"})
    void anOptimisticLockOfHibernateHoldsForWhatReceiversWrite(LockMode mode) {
        library.inTransaction(session -> session.persist(new Visit("v")));
        library.signals().postSave().connect(Shelf.class, event -> only(event.session()).text = "set", beforeCommit());

        library.inTransaction(session -> {
            session.lock(only(session), mode);
            session.persist(new Shelf("s"));
        });

        library.inTransaction(session -> {
            Visit visit = only(session);
            assertThat(visit.text).isEqualTo("set");
            assertThat(visit.version).isEqualTo(mode == LockMode.OPTIMISTIC ? 1 : 2);
        });
    }

    private static Visit only(Session session) {
        return session.createQuery("from Visit", Visit.class).getSingleResult();
    }

    @Test
    void aCallbackOfAChildSessionComesBehindReceiversToo() {
        logVisits();

        library.inTransaction(session -> {
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                beforeCompletion(child, () -> log.add("callback of the child sees " + visits(session)));
                session.persist(new Visit("a"));
                beforeCompletion(session, () -> log.add("callback"));
            }
        });

        assertThat(log).containsExactly("saved a", "before commit a", "callback of the child sees 1", "callback");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ifAReceiverFailsOthersAreNotCalledAndItsExceptionIsThrown(boolean ofHibernate) {
        assumeThatThereAreCallbacks();
        RuntimeException failure = ofHibernate ? new HibernateException("no") : new IllegalStateException("no");
        library.signals()
                .postSave()
                .connect(
                        Visit.class,
                        event -> {
                            throw failure;
                        },
                        beforeCommit());

        assertThatThrownBy(() -> library.inTransaction(session -> {
                    beforeCompletion(session, () -> log.add("callback"));
                    session.persist(new Visit("a"));
                }))
                .isSameAs(failure);

        assertThat(log).isEmpty();
        library.inTransaction(session -> assertThat(visits(session)).isZero());
    }

    /** Since 7.4.15, Hibernate drops the callbacks of a transaction that fails. Before, they are called in the next one. */
    @Test
    void whatIsNotCalledBecauseAReceiverFailsStaysOrGoesAsIfACallbackHadFailed() {
        assumeThatThereAreCallbacks();
        List<String> byHand = calledAfterAFailure(session -> beforeCompletion(session, BeforeCompletionIT::fail));
        library.signals().postSave().connect(Visit.class, event -> fail(), beforeCommit());

        List<String> behindAReceiver = calledAfterAFailure(session -> session.persist(new Visit("a")));

        assertThat(behindAReceiver).isEqualTo(byHand);
    }

    private List<String> calledAfterAFailure(Consumer<Session> failing) {
        log.clear();
        try (Session session = library.sessionFactory().openSession()) {
            session.beginTransaction();
            failing.accept(session);
            beforeCompletion(session, () -> log.add("callback"));
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(RuntimeException.class);
            log.add("-");
            session.beginTransaction();
            session.getTransaction().commit();
        }
        return List.copyOf(log);
    }

    private static void fail() {
        throw new IllegalStateException("no");
    }

    @Test
    void theCallbacksOfASessionStayThoseOfTheSession() {
        try (Session session = library.sessionFactory().openSession()) {
            for (int i = 0; i < 3; i++) {
                String text = "v" + i;
                session.beginTransaction();
                TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> session.persist(new Visit(text)));
                beforeCompletion(session, () -> log.add(text + " sees " + visits(session)));
                session.getTransaction().commit();
            }
            session.beginTransaction();
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> log.add("never"));
            session.getTransaction().rollback();
            session.beginTransaction();
            session.getTransaction().commit();
        }

        assertThat(log).containsExactly("v0 sees 1", "v1 sees 2", "v2 sees 3");
    }
}
