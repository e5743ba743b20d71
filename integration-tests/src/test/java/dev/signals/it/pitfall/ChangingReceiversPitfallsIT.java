package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Office.retitle;
import static dev.signals.it.pitfall.Office.strict;
import static dev.signals.it.pitfall.Office.tasks;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Office.Board;
import dev.signals.it.pitfall.Office.Strict;
import dev.signals.it.pitfall.Office.Task;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Pitfalls 5 to 8: what receivers set in the entity that is saved. */
@OnEveryDatabase
class ChangingReceiversPitfallsIT {

    @Entity(name = "Form")
    @DynamicUpdate
    @DynamicInsert
    static class Form {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String title;
        String remark;

        @Column(updatable = false)
        String origin = "app";

        @Embedded
        Place place = new Place();
    }

    @Embeddable
    static class Place {
        String street = "s";
        String town = "t";
    }

    @Entity(name = "PlainForm")
    @DynamicUpdate
    static class PlainForm {
        @Id
        @GeneratedValue
        Long id;

        String title;
        String remark;
    }

    private final Database database;

    ChangingReceiversPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p05_withDynamicUpdateWhatPreSaveSetsIsPartOfTheUpdate() {
        Trial.of(database, Form.class, PlainForm.class)
                .given(session -> {
                    session.persist(new Form());
                    session.persist(new PlainForm());
                })
                .receivers(signals -> {
                    signals.preSave().connect(Form.class, event -> {
                        event.instance().remark = "seen";
                        event.instance().place.town = "seen";
                        event.instance().origin = "seen";
                    });
                    signals.preSave().connect(PlainForm.class, event -> event.instance().remark = "seen");
                })
                .inTransaction(session -> {
                    session.find(Form.class, 1L).title = "x";
                    session.find(PlainForm.class, 1L).title = "x";
                })
                .adds()
                .leaves(
                        "form id=1 origin=app remark=seen street=s title=x town=seen version=1",
                        "plainform id=1 remark=seen title=x");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "an attribute that was set once stays dirty, with the library switched off too")
    void p05_withDynamicUpdateNothingIsWrittenIfPreSaveSetsTheOnlyChangeBack() {
        Trial.of(database, Form.class)
                .given(session -> session.persist(new Form()))
                .receivers(signals -> signals.preSave().connect(Form.class, event -> event.instance().title = null))
                .inTransaction(
                        session -> session.find(Form.class, 1L).title = "x", session -> session.find(Form.class, 1L))
                .addsNothing()
                .announces("pre_save Form");
    }

    @Test
    void p05_withDynamicInsertWhatPreSaveSetsIsPartOfTheInsert() {
        Trial.of(database, Form.class)
                .receivers(signals -> signals.preSave().connect(Form.class, event -> event.instance().remark = "seen"))
                .inTransaction(session -> session.persist(new Form()))
                .adds()
                .leaves("form id=1 origin=app remark=seen street=s title=null town=t version=0");
    }

    @Test
    void p05_whatPreSaveSetsIsAmongTheChangesOfTheSave() {
        Trial.of(database, Form.class)
                .given(session -> session.persist(new Form()))
                .receivers((signals, log) -> {
                    signals.preSave().connect(Form.class, event -> {
                        log.add("before " + event.updateFields());
                        event.instance().remark = "seen";
                        event.instance().place.town = "seen";
                    });
                    signals.postSave().connect(Form.class, event -> log.add("after " + event.updateFields()));
                })
                .inTransaction(session -> session.find(Form.class, 1L).title = "x")
                .adds()
                .announces("pre_save Form", "before [title]", "post_save Form", "after [place.town, remark, title]");
    }

    @Test
    void p06_aChangeInPreSaveIsWrittenOnceAndNotTakenBackByALaterFlush() {
        tasks(database)
                .receivers(signals -> signals.preSave().connect(Task.class, event -> event.instance().remark = "seen"))
                .inTransaction(session -> {
                    retitle(session);
                    session.flush();
                    session.find(Board.class, "b").tasks = 1;
                    session.flush();
                    session.flush();
                })
                .adds()
                .leaves("task id=1 remark=seen title=x version=1", "board name=b tasks=1")
                .announces("pre_save Task", "post_save Task", "pre_save Board", "post_save Board");
    }

    @Test
    void p06_aChangeInPreSaveOfANewEntityIsPartOfItsInsert() {
        tasks(database)
                .receivers(signals -> signals.preSave().connect(Task.class, event -> event.instance().remark = "seen"))
                .inTransaction(session -> {
                    session.persist(new Task("n"));
                    session.merge(new Task("m"));
                    session.flush();
                    session.flush();
                })
                .adds()
                .leaves(
                        "task id=1 remark=null title=a version=0",
                        "task id=2 remark=seen title=n version=0",
                        "task id=3 remark=seen title=m version=0",
                        "board name=b tasks=0");
    }

    @Test
    void p06_aChangeInPostSaveIsOneMoreUpdateAndNotMore() {
        tasks(database)
                .receivers(signals -> signals.postSave().connect(Task.class, event -> event.instance().remark = "seen"))
                .inTransaction(session -> {
                    retitle(session);
                    session.flush();
                    session.flush();
                })
                .adds("update task")
                .leaves("task id=1 remark=seen title=x version=2", "board name=b tasks=0");
    }

    @Test
    void p06_eachSaveHasTheChangesThatItWrote() {
        tasks(database)
                .receivers((signals, log) -> signals.postSave().connect(Task.class, event -> {
                    event.changes()
                            .forEach(change -> log.add(
                                    change.attribute() + ": " + change.oldValue() + " to " + change.newValue()));
                    event.instance().remark = "seen";
                }))
                .inTransaction(Office::retitle)
                .adds("update task")
                .announces(
                        "pre_save Task",
                        "post_save Task",
                        "title: a to x",
                        "pre_save Task",
                        "post_save Task",
                        "remark: null to seen");
    }

    @Test
    void p07_aNotNullColumnAReferenceAndAPartOfAComponentMayBeFilledAtPersist() {
        strict(database)
                .inTransaction(session -> session.persist(new Strict()), session -> {
                    Board board = session.find(Board.class, "b");
                    session.persist(new Strict("seen", board, "seen"));
                })
                .addsNothing();
    }

    @Test
    void p07_aNotNullColumnAReferenceAndAPartOfAComponentMayBeFilledAtMerge() {
        strict(database)
                .inTransaction(
                        session -> {
                            session.find(Board.class, "b");
                            session.merge(new Strict());
                        },
                        session -> session.merge(new Strict("seen", session.find(Board.class, "b"), "seen")))
                .addsNothing();
    }

    @Test
    void p07_notNullColumnsMayBeFilledInTheWholeCascadeOfPersist() {
        strict(database)
                .inTransaction(
                        session -> {
                            Strict parent = new Strict();
                            parent.child();
                            parent.child();
                            session.persist(parent);
                        },
                        Office::persistParentWithTwoChildren)
                .addsNothing();
    }

    @Test
    void p07_notNullColumnsMayBeFilledInTheWholeCascadeOfMerge() {
        strict(database)
                .inTransaction(
                        session -> {
                            session.find(Board.class, "b");
                            Strict parent = new Strict();
                            parent.child();
                            parent.child();
                            session.merge(parent);
                        },
                        session -> {
                            Strict parent = new Strict("seen", session.find(Board.class, "b"), "seen");
                            parent.child().slug = "seen";
                            parent.child().slug = "seen";
                            session.merge(parent);
                        })
                .addsNothing();
    }

    @Test
    void p07_notNullColumnsMayBeFilledInChildrenThatOnlyTheFlushReaches() {
        strict(database)
                .given(session -> {
                    Board board = new Board("b");
                    session.persist(board);
                    session.persist(new Strict("old", board, "old"));
                })
                .inTransaction(
                        session -> session.find(Strict.class, 1L).child(),
                        session -> session.find(Strict.class, 1L).child().slug = "seen")
                .addsNothing();
    }

    @Test
    void p07_withTheNullCheckOffAsBeanValidationSwitchesItTheSameIsWritten() {
        strict(database)
                .set("hibernate.check_nullability", false)
                .inTransaction(
                        session -> {
                            Strict parent = new Strict();
                            parent.child();
                            parent.child();
                            session.persist(parent);
                        },
                        Office::persistParentWithTwoChildren)
                .addsNothing();
    }

    @Test
    void p08_valuesSetAfterPersistAreOneSaveThatShowsThem() {
        tasks(database)
                .receivers((signals, log) -> signals.postSave()
                        .connect(
                                Task.class,
                                event -> log.add(event.instance().title + ", version " + event.instance().version)))
                .inTransaction(session -> {
                    Task task = new Task("first");
                    session.persist(task);
                    task.title = "last";
                })
                .addsNothing()
                .leaves(
                        "task id=1 remark=null title=a version=0",
                        "task id=2 remark=null title=last version=1",
                        "board name=b tasks=0")
                .announces("pre_save Task new", "pre_save Task new", "post_save Task created", "last, version 1");
    }

    @Test
    void p08_theChangesOfSuchASaveEndWithTheLastValue() {
        tasks(database)
                .receivers((signals, log) -> signals.postSave()
                        .connect(
                                Task.class,
                                event -> event.changes()
                                        .forEach(change -> log.add(change.attribute() + ": " + change.oldValue()
                                                + " to " + change.newValue()))))
                .inTransaction(session -> {
                    Task task = new Task("first");
                    session.persist(task);
                    task.title = "last";
                })
                .addsNothing()
                .announces("pre_save Task new", "pre_save Task new", "post_save Task created", "title: null to last");
    }

    @Test
    void p08_whatPreSaveSetsNeedsNoSecondStatementAndNoSecondSave() {
        Trial.of(database, Task.class, Board.class, Line.class, Code.class)
                .receivers(signals -> {
                    signals.preSave().connect(Task.class, event -> event.instance().title = "seen");
                    signals.preSave().connect(Line.class, event -> event.instance().text = "seen");
                    signals.preSave().connect(Code.class, event -> event.instance().text = "seen");
                })
                .inTransaction(session -> {
                    session.persist(new Task("n"));
                    session.persist(new Line("n"));
                    session.persist(new Code("n"));
                })
                .adds()
                .leaves("task id=1 remark=null title=seen version=0", "line id=1 text=seen", "code code=n text=seen")
                .announces(
                        "pre_save Task new",
                        "pre_save Line new",
                        "pre_save Code new",
                        "post_save Task created",
                        "post_save Line created",
                        "post_save Code created");
    }
}
