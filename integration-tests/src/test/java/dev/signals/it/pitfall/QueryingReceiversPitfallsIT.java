package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Office.count;
import static dev.signals.it.pitfall.Office.retitle;
import static dev.signals.it.pitfall.Office.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Note;
import dev.signals.it.pitfall.Office.Board;
import dev.signals.it.pitfall.Office.Task;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfalls 3 and 4: queries and flushes of receivers, also next to batches. */
@OnEveryDatabase
class QueryingReceiversPitfallsIT {

    private final Database database;

    QueryingReceiversPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p03_aQueryBeforeAnUpdateRunsNoSecondFlush() {
        tasks(database)
                .receivers(signals -> signals.preSave().connect(Task.class, event -> {
                    count(event, Task.class);
                    event.instance().remark = "seen";
                }))
                .inTransaction(Office::retitle)
                .adds("select task")
                .leaves("task id=1 remark=seen title=x version=1", "board name=b tasks=0")
                .announces("pre_save Task", "post_save Task");
    }

    @Test
    void p03_aQueryBeforeAnInsertWritesNothingTwice() {
        tasks(database)
                .receivers(signals -> signals.preSave()
                        .connect(Task.class, event -> event.instance().remark = "" + count(event, Task.class)))
                .inTransaction(session -> {
                    session.persist(new Task("n"));
                    session.persist(new Task("m"));
                })
                .adds("select task", "select task")
                .leaves(
                        "task id=1 remark=null title=a version=0",
                        "task id=2 remark=1 title=n version=0",
                        "task id=3 remark=2 title=m version=0",
                        "board name=b tasks=0");
    }

    @Test
    void p03_aQueryAndAFlushAfterTheWriteRunNoSecondFlush() {
        tasks(database)
                .receivers(signals -> signals.postSave().connect(event -> {
                    count(event, Task.class);
                    event.session().flush();
                }))
                .inTransaction(session -> {
                    retitle(session);
                    session.persist(new Task("n"));
                })
                .adds("select task", "select task")
                .leaves(
                        "task id=1 remark=null title=x version=1",
                        "task id=2 remark=null title=n version=0",
                        "board name=b tasks=0")
                .announces("pre_save Task new", "pre_save Task", "post_save Task created", "post_save Task");
    }

    @Test
    void p03_aFlushBeforeAnInsertWritesNothingTwice() {
        tasks(database)
                .receivers(signals -> signals.preSave()
                        .connect(Task.class, event -> event.session().flush()))
                .inTransaction(session -> {
                    session.persist(new Task("n"));
                    session.persist(new Task("m"));
                })
                .addsNothing()
                .leaves(
                        "task id=1 remark=null title=a version=0",
                        "task id=2 remark=null title=n version=0",
                        "task id=3 remark=null title=m version=0",
                        "board name=b tasks=0");
    }

    @Test
    void p03_aFlushBeforeAnUpdateWritesNothingTwice() {
        tasks(database)
                .receivers(signals -> signals.preSave()
                        .connect(Task.class, event -> event.session().flush()))
                .inTransaction(session -> {
                    session.find(Board.class, "b").tasks = 5;
                    retitle(session);
                })
                .addsNothing()
                .leaves("task id=1 remark=null title=x version=1", "board name=b tasks=5");
    }

    /** Unlike its queries, its flush() writes the entity, so what the second one sets is a second save. */
    @Test
    void p03_aFlushOfTheFirstReceiverOfAnUpdateLosesNothingOfTheSecond() {
        tasks(database)
                .receivers((signals, log) -> {
                    signals.preSave().connect(Task.class, event -> {
                        log.add("first");
                        event.session().flush();
                    });
                    signals.preSave().connect(Task.class, event -> {
                        log.add("second");
                        event.instance().remark = "seen";
                    });
                })
                .inTransaction(Office::retitle)
                .adds("update task")
                .leaves("task id=1 remark=seen title=x version=2", "board name=b tasks=0")
                .announces(
                        "pre_save Task",
                        "first",
                        "post_save Task",
                        "second",
                        "pre_save Task",
                        "first",
                        "post_save Task",
                        "second");
    }

    @Test
    void p03_aFlushOfTheFirstReceiverOfAnInsertTakesNothingFromTheSecond() {
        tasks(database)
                .receivers((signals, log) -> {
                    signals.preSave().connect(Task.class, event -> {
                        log.add("first");
                        event.session().flush();
                    });
                    signals.preSave().connect(Task.class, event -> {
                        log.add("second");
                        event.instance().remark = "seen";
                    });
                })
                .inTransaction(session -> session.persist(new Task("n")))
                .adds()
                .leaves(
                        "task id=1 remark=null title=a version=0",
                        "task id=2 remark=seen title=n version=0",
                        "board name=b tasks=0")
                .announces("pre_save Task new", "first", "second", "post_save Task created");
    }

    @Test
    void p03_theFlushModeIsAsBeforeAfterReceiversOrAsTheyHaveSetIt() {
        List<FlushMode> modes = new ArrayList<>();
        tasks(database)
                .receivers(signals -> signals.preSave().connect(Task.class, event -> {
                    if (event.instance().title.equals("manual")) {
                        event.session().setHibernateFlushMode(FlushMode.MANUAL);
                    }
                }))
                .inTransaction(
                        session -> {
                            for (String title : List.of("auto", "manual")) {
                                session.find(Task.class, 1L).title = title;
                                count(session, Task.class);
                                modes.add(session.getHibernateFlushMode());
                            }
                        },
                        session -> {
                            session.find(Task.class, 1L).title = "auto";
                            count(session, Task.class);
                            session.find(Task.class, 1L).title = "manual";
                            session.setHibernateFlushMode(FlushMode.MANUAL);
                            count(session, Task.class);
                        })
                .addsNothing();

        assertThat(modes).containsExactly(FlushMode.AUTO, FlushMode.MANUAL);
    }

    @Test
    void p04_withBatchingPlainJdbcAndAQueryWithoutFlushSeeAllRowsAfterTheInsert() {
        List<String> seen = new ArrayList<>();
        batching()
                .receivers(signals -> signals.postSave()
                        .connect(
                                Task.class,
                                event -> seen.add(
                                        countByJdbc(event.session()) + " " + countWithoutFlush(event.session()))))
                .inTransaction(session -> {
                    for (int i = 0; i < 3; i++) {
                        session.persist(new Task("n"));
                        session.persist(new Note("n"));
                    }
                })
                .adds("select task", "select task", "select task");

        assertThat(seen).containsExactly("4 4", "4 4", "4 4");
    }

    @Test
    void p04_withBatchingPlainJdbcSeesUpdatesAndDeletionsAfterThem() {
        List<String> seen = new ArrayList<>();
        batching()
                .receivers(signals -> {
                    signals.postSave()
                            .connect(Task.class, event -> seen.add(countByJdbc(event.session()) + " after update"));
                    signals.postDelete()
                            .connect(Task.class, event -> seen.add(countByJdbc(event.session()) + " after delete"));
                })
                .inTransaction(session -> {
                    Task first = new Task("1");
                    Task second = new Task("2");
                    session.persist(first);
                    session.persist(second);
                    session.flush();
                    seen.clear();
                    session.remove(first);
                    session.remove(second);
                    retitle(session);
                })
                .addsNothing();

        assertThat(seen).containsExactly("1 after update", "1 after delete", "1 after delete");
    }

    @Test
    void p04_withBatchingAUniqueViolationIsNotPrecededByAnAnnouncement() {
        batching()
                .run((factory, log) -> assertThat(catchThrowable(() -> factory.inTransaction(session -> {
                            session.persist(new Code("1"));
                            session.persist(new Code("taken"));
                        })))
                        .isNotNull())
                .addsNothing()
                .announces("pre_save Code new", "pre_save Code new");
    }

    @Test
    void p04_withBatchingAStaleVersionIsNotPrecededByAnAnnouncement() {
        batching()
                .run((factory, log) -> assertThat(catchThrowable(() -> factory.inTransaction(session -> {
                            retitle(session);
                            session.find(Board.class, "b").tasks = 5;
                            session.doWork(connection -> {
                                try (Statement statement = connection.createStatement()) {
                                    statement.executeUpdate("update Task set version = 9");
                                }
                            });
                        })))
                        .isNotNull())
                .addsNothing()
                .announces("pre_save Task", "pre_save Board");
    }

    private Trial batching() {
        return tasks(database)
                .given(session -> {
                    session.persist(new Task("a"));
                    session.persist(new Board("b"));
                    session.persist(new Code("taken"));
                })
                .set("hibernate.jdbc.batch_size", 20)
                .set("hibernate.order_inserts", true)
                .set("hibernate.order_updates", true)
                .set("hibernate.jdbc.batch_versioned_data", true);
    }

    private static long countWithoutFlush(Session session) {
        session.setHibernateFlushMode(FlushMode.COMMIT);
        try {
            return session.createSelectionQuery("select count(*) from Task", Long.class)
                    .getSingleResult();
        } finally {
            session.setHibernateFlushMode(FlushMode.AUTO);
        }
    }

    private static long countByJdbc(Session session) {
        return session.doReturningWork(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select count(*) from Task")) {
                result.next();
                return result.getLong(1);
            }
        });
    }
}
