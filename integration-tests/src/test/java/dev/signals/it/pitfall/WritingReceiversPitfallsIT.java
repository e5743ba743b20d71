package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Office.persistParentWithTwoChildren;
import static dev.signals.it.pitfall.Office.retitle;
import static dev.signals.it.pitfall.Office.strict;
import static dev.signals.it.pitfall.Office.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Entries.Note;
import dev.signals.it.pitfall.Office.Board;
import dev.signals.it.pitfall.Office.Strict;
import dev.signals.it.pitfall.Office.StrictChild;
import dev.signals.it.pitfall.Office.Task;
import java.util.List;
import org.hibernate.FlushMode;
import org.junit.jupiter.api.Test;

/** Pitfalls 1 and 2: what receivers write, and what they do to the session. */
@OnEveryDatabase
class WritingReceiversPitfallsIT {

    private static final String[] NEW_NOTE = {"next note_seq", "insert note"};

    private final Database database;

    WritingReceiversPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p01a_aRowWithASequenceIdPersistedWhileTheCommitFlushesIsThere() {
        tasks(database)
                .receivers(signals -> signals.postSave()
                        .connect(Task.class, event -> event.session().persist(new Note("seen"))))
                .inTransaction(Office::retitle)
                .adds(NEW_NOTE)
                .leavesAlso("note id=1 text=seen")
                .announces("pre_save Task", "post_save Task", "pre_save Note new", "post_save Note created");
    }

    @Test
    void p01a_aRowWithAnIdentityOrAnAssignedIdPersistedWhileTheCommitFlushesIsThere() {
        tasks(database)
                .receivers(signals -> signals.postSave().connect(Task.class, event -> {
                    event.session().persist(new Line("seen"));
                    event.session().persist(new Code("seen"));
                }))
                .inTransaction(Office::retitle)
                .adds("insert line", "insert code")
                .leavesAlso("line id=1 text=seen", "code code=seen text=null");
    }

    @Test
    void p01a_whatIsMergedWhileTheCommitFlushesIsThere() {
        tasks(database)
                .receivers(signals -> signals.postSave()
                        .connect(Task.class, event -> event.session().merge(new Note("seen"))))
                .inTransaction(Office::retitle)
                .adds(NEW_NOTE)
                .leavesAlso("note id=1 text=seen");
    }

    @Test
    void p01b_anotherManagedEntityChangedWhileTheCommitFlushesIsUpdated() {
        tasks(database)
                .receivers(signals -> signals.postSave()
                        .connect(Task.class, event -> event.session().find(Board.class, "b").tasks++))
                .inTransaction(session -> {
                    session.find(Board.class, "b");
                    retitle(session);
                })
                .adds("update board")
                .leaves("task id=1 remark=null title=x version=1", "board name=b tasks=1")
                .announces("pre_save Task", "post_save Task", "pre_save Board", "post_save Board");
    }

    @Test
    void p01b_aCollectionChangedWhileTheCommitFlushesIsWritten() {
        tasks(database)
                .receivers(signals -> signals.postSave()
                        .connect(
                                Task.class,
                                event -> event.session()
                                        .find(Board.class, "b")
                                        .log
                                        .add("seen")))
                .inTransaction(session -> {
                    session.find(Board.class, "b");
                    retitle(session);
                })
                .adds("select board_log", "insert board_log")
                .leavesAlso("board_log board_name=b log=seen");
    }

    @Test
    void p01b_anEntityRemovedWhileTheCommitFlushesIsDeleted() {
        tasks(database)
                .receivers(signals -> signals.postSave()
                        .connect(
                                Task.class,
                                event -> event.session().remove(event.session().find(Board.class, "b"))))
                .inTransaction(session -> {
                    session.find(Board.class, "b");
                    retitle(session);
                })
                .adds("delete board_log", "delete board")
                .leaves("task id=1 remark=null title=x version=1")
                .announces("pre_save Task", "post_save Task", "pre_delete Board EXPLICIT", "post_delete Board");
    }

    @Test
    void p01c_aFieldOfTheInsertedEntityIsUpdated() {
        tasks(database)
                .receivers(signals -> signals.postSave().connect(Task.class, event -> {
                    if (event.created()) {
                        event.instance().remark = "seen";
                    }
                }))
                .inTransaction(session -> session.persist(new Task("n")))
                .adds("update task")
                .leaves(
                        "task id=1 remark=null title=a version=0",
                        "task id=2 remark=seen title=n version=1",
                        "board name=b tasks=0");
    }

    @Test
    void p01_whatTheLastReceiverOfAChainChangesIsWrittenTooHoweverManyRoundsItTakes() {
        tasks(database)
                .receivers(signals -> {
                    signals.postDelete()
                            .connect(Task.class, event -> event.session().persist(new Code("+")));
                    signals.postSave().connect(Code.class, event -> {
                        if (event.id().equals("+++")) {
                            event.session().find(Board.class, "b").tasks = 3;
                        } else {
                            event.session().persist(new Code(event.id() + "+"));
                        }
                    });
                })
                .inTransaction(session -> {
                    session.find(Board.class, "b");
                    session.remove(session.find(Task.class, 1L));
                })
                .adds("insert code", "insert code", "insert code", "update board")
                .leaves(
                        "code code=+ text=null",
                        "code code=++ text=null",
                        "code code=+++ text=null",
                        "board name=b tasks=3");
    }

    @Test
    void p01_itIsAllWrittenInEveryFlushModeThatFlushesAtTheCommit() {
        for (FlushMode mode : List.of(FlushMode.AUTO, FlushMode.COMMIT, FlushMode.ALWAYS)) {
            tasks(database)
                    .receivers(signals -> signals.postSave().connect(Task.class, event -> {
                        event.session().persist(new Note("seen"));
                        event.session().find(Board.class, "b").tasks++;
                    }))
                    .inTransaction(session -> {
                        session.setHibernateFlushMode(mode);
                        session.find(Board.class, "b");
                        retitle(session);
                    })
                    .adds("next note_seq", "insert note", "update board")
                    .leaves("task id=1 remark=null title=x version=1", "board name=b tasks=1", "note id=1 text=seen");
        }
    }

    @Test
    void p01_aNewChildThatPostSaveAddsToAManagedParentIsThere() {
        strict(database)
                .given(session -> {
                    Board board = new Board("b");
                    session.persist(board);
                    session.persist(new Strict("old", board, "old"));
                })
                .receivers(signals -> {
                    signals.postSave()
                            .connect(
                                    Board.class,
                                    event -> event.session()
                                            .find(Strict.class, 1L)
                                            .child());
                    signals.preSave().connect(StrictChild.class, event -> event.instance().slug = "seen");
                })
                .inTransaction(session -> session.find(Board.class, "b").tasks = 1)
                .adds("select strict", "next strictchild_seq", "insert strictchild")
                .leavesAlso("strictchild id=1 parent_id=1 slug=seen");
    }

    @Test
    void p02_persistForASingleInsertBreaksNothing() {
        tasks(database)
                .receivers(signals -> signals.postSave()
                        .connect(Task.class, event -> event.session().persist(new Note("seen"))))
                .inTransaction(session -> session.persist(new Task("n")))
                .adds(NEW_NOTE)
                .leavesAlso("note id=1 text=seen");
    }

    @Test
    void p02_clearInPreSaveOfAChildKeepsTheGraphThatIsBeingPersisted() {
        strict(database)
                .receivers(signals -> {
                    signals.preSave().connect(StrictChild.class, event -> {
                        event.instance().slug = "seen";
                        event.session().clear();
                    });
                })
                .inTransaction(session -> persistParentWithTwoChildren(session))
                .adds("select board") // which is detached by then, so Hibernate looks whether it is there
                .leavesAlso();
    }

    @Test
    void p02_clearAfterAnUpdateBreaksNothingAndTheOtherRowsAreStillAnnounced() {
        tasks(database)
                .receivers((signals, log) -> signals.postSave().connect(Task.class, event -> {
                    event.session().clear();
                    log.add("cleared");
                }))
                .inTransaction(session -> {
                    retitle(session);
                    session.persist(new Task("n"));
                    session.persist(new Task("m"));
                })
                .addsNothing()
                .announces(
                        "pre_save Task new",
                        "pre_save Task new",
                        "pre_save Task",
                        "post_save Task created",
                        "cleared",
                        "post_save Task created",
                        "cleared",
                        "post_save Task",
                        "cleared");
    }

    @Test
    void p02_clearInPreSaveForgetsWhatIsPendingAndBreaksNothing() {
        Result result = tasks(database)
                .receivers(signals -> signals.preSave()
                        .connect(Task.class, event -> event.session().clear()))
                .inTransaction(session -> {
                    session.find(Board.class, "b").tasks = 5;
                    retitle(session);
                });

        assertThat(result.events()).doesNotContain("post_save Task", "post_save Board");
        result.leaves("task id=1 remark=null title=a version=0", "board name=b tasks=0");
    }

    @Test
    void p02_detachAndRefreshInPostSaveBreakNothing() {
        tasks(database)
                .receivers(signals -> signals.postSave().connect(Task.class, event -> {
                    event.session().refresh(event.instance());
                    event.session().detach(event.instance());
                }))
                .inTransaction(session -> {
                    retitle(session);
                    session.persist(new Task("n"));
                })
                .adds("select task", "select task")
                .leaves(
                        "task id=1 remark=null title=x version=1",
                        "task id=2 remark=null title=n version=0",
                        "board name=b tasks=0");
    }

    @Test
    void p02_whatPreSaveDetachesOrRefreshesIsNotWrittenAndBreaksNothing() {
        tasks(database)
                .given(session -> {
                    session.persist(new Task("detach"));
                    session.persist(new Task("refresh"));
                    session.persist(new Task("keep"));
                })
                .receivers((signals, log) -> {
                    signals.preSave().connect(Task.class, event -> {
                        if (event.id().equals(1L)) {
                            event.session().detach(event.instance());
                        } else if (event.id().equals(2L)) {
                            event.session().refresh(event.instance());
                        }
                    });
                    signals.preSave().connect(Task.class, event -> log.add("second for " + event.id()));
                })
                .inTransaction(
                        session -> {
                            for (long id = 1; id <= 3; id++) {
                                session.find(Task.class, id).title = "x";
                            }
                        },
                        session -> {
                            for (long id = 1; id <= 3; id++) {
                                session.find(Task.class, id);
                            }
                            session.find(Task.class, 3L).title = "x";
                        })
                .adds("select task")
                .leavesAlso()
                .announces(
                        "pre_save Task",
                        "second for 1",
                        "pre_save Task",
                        "second for 2",
                        "pre_save Task",
                        "second for 3",
                        "post_save Task");
    }
}
