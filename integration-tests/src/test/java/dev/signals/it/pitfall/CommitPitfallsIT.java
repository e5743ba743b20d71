package dev.signals.it.pitfall;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfalls 10 and 11: commit and rollback. Pitfall 12, savepoints, is a limit that the guide names. */
@OnEveryDatabase
class CommitPitfallsIT {

    @Entity(name = "Task")
    static class Task {
        @Id
        String code;

        String title;

        Task() {}

        Task(String code) {
            this.code = code;
        }
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;
    }

    private final Database database;

    CommitPitfallsIT(Database database) {
        this.database = database;
    }

    private Trial tasks() {
        return Trial.of(database, Task.class, Line.class).given(session -> session.persist(new Task("old")));
    }

    @Test
    void p10_aThrowingAfterCommitReceiverHarmsNeitherTheCommitNorTheOthersNorTheNextTransactionOfTheSession() {
        tasks().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(
                                    Task.class,
                                    event -> {
                                        log.add("throws for " + event.id());
                                        throw new IllegalStateException("after commit");
                                    },
                                    afterCommit());
                    signals.postSave().connect(Task.class, event -> log.add("next for " + event.id()), afterCommit());
                })
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        session.persist(new Task("1"));
                        session.persist(new Task("2"));
                        session.getTransaction().commit();
                        log.add("committed");
                        session.beginTransaction();
                        session.persist(new Task("3"));
                        session.getTransaction().commit();
                    }
                })
                .addsNothing()
                .announces(
                        "throws for 1",
                        "next for 1",
                        "throws for 2",
                        "next for 2",
                        "committed",
                        "throws for 3",
                        "next for 3");
    }

    @Test
    void p10_anErrorAndAFailingWorkOfOnCommitHarmNothingEither() {
        tasks().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(
                                    Task.class,
                                    event -> {
                                        throw new AssertionError("after commit");
                                    },
                                    afterCommit());
                    signals.postSave()
                            .connect(
                                    Task.class,
                                    event -> event.onCommit(() -> {
                                        throw new IllegalStateException("on commit");
                                    }));
                    signals.postSave().connect(Task.class, event -> event.onCommit(() -> log.add("last")));
                })
                .inTransaction(session -> session.persist(new Task("1")))
                .addsNothing()
                .announces("last");
    }

    @Test
    void p10_aReceiverThatFailsInATransactionOfItsOwnHarmsNothing() {
        tasks().withoutLog()
                .receivers((signals, log) -> signals.postSave()
                        .connect(
                                Task.class,
                                event -> event.sessionFactory().inTransaction(own -> {
                                    own.persist(new Line());
                                    own.flush();
                                    if (event.id().equals("1")) {
                                        own.persist(new Task("old"));
                                    }
                                }),
                                afterCommit()))
                .inTransaction(session -> {
                    session.persist(new Task("1"));
                    session.persist(new Task("2"));
                })
                .adds("insert line", "insert task", "insert line")
                .leavesAlso("line id=2 text=null");
    }

    @Test
    void p10_whatWaitsForACommitDoesNotComeWithTheNextTransactionAfterARollback() {
        tasks().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave().connect(Task.class, event -> log.add("committed " + event.id()), afterCommit());
                    signals.postSave()
                            .connect(Task.class, event -> event.onCommit(() -> log.add("also " + event.id())));
                })
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        session.persist(new Task("1"));
                        session.flush();
                        session.getTransaction().rollback();
                        session.clear();
                        session.beginTransaction();
                        session.persist(new Task("2"));
                        session.getTransaction().commit();
                    }
                })
                .addsNothing()
                .announces("committed 2", "also 2");
    }

    @Test
    void p10_aReceiverThatCommitsOnceMoreWithTheSameSessionLosesNothing() {
        tasks().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave().connect(Task.class, event -> {
                        Session session = event.session(); // The event does not hand it out after the commit.
                        event.onCommit(() -> {
                            log.add("committed " + event.id());
                            if (event.id().equals("1")) {
                                session.beginTransaction();
                                session.persist(new Task("3"));
                                session.getTransaction().commit();
                            }
                        });
                    });
                })
                .inTransaction(session -> {
                    session.persist(new Task("1"));
                    session.persist(new Task("2"));
                })
                .adds("insert task")
                .leavesAlso("task code=3 title=null")
                .announces("committed 1", "committed 2", "committed 3");
    }

    @Test
    void p10_aTransactionThatAReceiverMarksForRollbackCallsNoAfterCommitReceiver() {
        tasks().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave().connect(Task.class, event -> log.add("committed"), afterCommit());
                    signals.postSave()
                            .connect(
                                    Task.class,
                                    event -> event.session().getTransaction().setRollbackOnly());
                })
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.persist(new Task("1"));
                                session.flush();
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> {})
                .adds("insert task")
                .leavesAlso()
                .announces();
    }

    @Test
    void p11_afterCommitReceiversAreNotCalledOnARollback() {
        endedWithoutCommit(session -> {
            session.persist(new Task("1"));
            session.persist(new Line());
            session.flush();
            session.getTransaction().rollback();
        });
    }

    @Test
    void p11_afterCommitReceiversAreNotCalledWhenTheCommitRollsBackSilently() {
        endedWithoutCommit(session -> {
            session.persist(new Task("1"));
            session.persist(new Line());
            session.flush();
            session.getTransaction().setRollbackOnly();
            session.getTransaction().commit();
        });
    }

    @Test
    void p11_afterCommitReceiversAreNotCalledWhenTheFlushOfTheCommitFails() {
        endedWithoutCommit(session -> {
            session.persist(new Task("1"));
            session.persist(new Line());
            session.flush();
            session.persist(new Task("old"));
            assertThat(catchThrowable(() -> session.getTransaction().commit())).isNotNull();
        });
    }

    @Test
    void p11_afterCommitReceiversAreNotCalledWhenTheDatabaseRefusesToCommit() {
        assumeThat(database)
                .as("a database that checks constraints at the commit")
                .isEqualTo(Database.POSTGRESQL);

        endedWithoutCommit(session -> {
            session.createNativeMutationQuery("alter table Task add constraint title_once"
                            + " unique (title) deferrable initially deferred")
                    .executeUpdate();
            Task first = new Task("1");
            Task second = new Task("2");
            first.title = "same";
            second.title = "same";
            session.persist(first);
            session.persist(second);
            assertThat(catchThrowable(() -> session.getTransaction().commit())).hasStackTraceContaining("title_once");
        });
    }

    /** Neither kind of receiver is called for such a transaction, nor in the next one, and no row of it stays. */
    private void endedWithoutCommit(Consumer<Session> work) {
        tasks().withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(
                                    event -> log.add(
                                            "committed " + event.sender().getSimpleName()),
                                    afterCommit());
                    signals.postSave().connect(event -> event.onCommit(() -> log.add("on commit")));
                })
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        work.accept(session);
                        log.add("ended");
                    }
                    factory.inTransaction(session -> session.find(Task.class, "old"));
                })
                .addsNothing()
                .leaves("task code=old title=null")
                .announces("ended");
    }
}
