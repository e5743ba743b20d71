package dev.signals.it.pitfall;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.pitfall.Team.boards;
import static dev.signals.it.pitfall.Team.retitle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Entries.Note;
import dev.signals.it.pitfall.Team.Board;
import dev.signals.it.pitfall.Team.Cover;
import dev.signals.it.pitfall.Team.Task;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfall 34: synchronizations, flush modes and rollbacks of the transaction around a session. */
@OnEveryDatabase
class SynchronizationPitfallsIT {

    private final Database database;

    SynchronizationPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p34_whatASynchronizationWritesBeforeTheCommitIsAnnouncedAndWhatReceiversDoThenIsWritten() {
        boards(database)
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(Note.class, event -> event.session().persist(new Task("of " + event.id())));
                    signals.postSave().connect(Task.class, event -> log.add("committed " + event.id()), afterCommit());
                })
                .inTransaction(session -> {
                    retitle(session);
                    beforeCompletion(session, () -> {
                        session.persist(new Note("late"));
                        session.flush();
                    });
                })
                .adds("insert task")
                .leavesAlso("task board_name=null code=of 1 title=null")
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Task new",
                        "post_save Task created",
                        "committed 1",
                        "committed of 1");
    }

    @Test
    void p34_aRowThatASynchronizationInsertsWithoutAFlushIsAnnounced() {
        boards(database)
                .inTransaction(session -> {
                    retitle(session);
                    beforeCompletion(session, () -> session.persist(new Line("late")));
                })
                .addsNothing()
                .announces("pre_save Task", "post_save Task", "pre_save Line new", "post_save Line created");
    }

    @Test
    void p34_anExceptionOfASynchronizationTakesBackWhatReceiversWroteAndLeavesNothingForTheNextTransaction() {
        boards(database)
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(Task.class, event -> event.session().persist(new Note("of " + event.id())));
                    signals.postSave().connect(Note.class, event -> log.add("committed"), afterCommit());
                })
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                retitle(session);
                                beforeCompletion(session, () -> {
                                    throw new IllegalStateException("refused");
                                });
                                assertThatThrownBy(
                                                () -> session.getTransaction().commit())
                                        .hasStackTraceContaining("refused");
                                session.clear();
                                log.add("again");
                                session.beginTransaction();
                                session.persist(new Board("c"));
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> {
                            factory.inTransaction(SynchronizationPitfallsIT::retitleAndTakeBack);
                            factory.inTransaction(session -> session.persist(new Board("c")));
                        })
                .adds("next note_seq", "insert note")
                .leavesAlso()
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "pre_save Note new",
                        "post_save Note created",
                        "again",
                        "pre_save Board new",
                        "post_save Board created");
    }

    private static void retitleAndTakeBack(Session session) {
        retitle(session);
        session.flush();
        session.getTransaction().setRollbackOnly();
    }

    @Test
    void p34_inFlushModeManualNothingIsFlushedOnOurAccount() {
        boards(database)
                .receivers(signals -> signals.postSave()
                        .connect(Line.class, event -> event.session().persist(new Note("not written"))))
                .inTransaction(session -> {
                    session.setHibernateFlushMode(FlushMode.MANUAL);
                    retitle(session);
                    session.persist(new Line("written"));
                })
                .adds("next note_seq")
                .leavesAlso()
                .announces("pre_save Line new", "post_save Line created", "pre_save Note new");
    }

    @Test
    void p34_inFlushModeManualAReceiverMayFlushByItself() {
        boards(database)
                .receivers(signals -> signals.postSave().connect(Line.class, event -> {
                    event.session().persist(new Note("written"));
                    event.session().flush();
                }))
                .inTransaction(session -> {
                    session.setHibernateFlushMode(FlushMode.MANUAL);
                    session.persist(new Line("written"));
                })
                .adds("next note_seq", "insert note")
                .leavesAlso("note id=1 text=written");
    }

    @Test
    void p34_aTransactionMarkedForRollbackOnlyFlushesAndAnnouncesNothing() {
        boards(database)
                .inTransaction(session -> {
                    retitle(session);
                    session.persist(new Note("n"));
                    session.getTransaction().setRollbackOnly();
                    session.getTransaction().commit();
                    session.beginTransaction();
                })
                .addsNothing()
                .announces("pre_save Note new");
    }

    @Test
    void p34_aSynchronizationThatAReceiverRegistersWhileTheCommitFlushesIsCalled() {
        boards(database)
                .receivers((signals, log) -> signals.postSave().connect(Task.class, event -> {
                    beforeCompletion(event.session(), () -> {
                        event.session().persist(new Cover("of " + event.id()));
                        event.session().flush();
                        log.add("before completion");
                    });
                }))
                .inTransaction(Team::retitle)
                .adds("insert cover")
                .leavesAlso("cover color=of 1")
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "pre_save Cover new",
                        "post_save Cover created",
                        "before completion");
    }

    private static void beforeCompletion(Session session, Runnable work) {
        session.getTransaction().registerSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                work.run();
            }

            @Override
            public void afterCompletion(int status) {
                assertThat(status).isNotEqualTo(Status.STATUS_UNKNOWN);
            }
        });
    }
}
