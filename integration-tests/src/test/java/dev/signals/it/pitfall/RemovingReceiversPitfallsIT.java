package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Families.parentOfThree;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Families.SequenceChild;
import dev.signals.it.pitfall.Families.SequenceParent;
import org.junit.jupiter.api.Test;

/** Pitfall 21: deletions that receivers cause, undo or add to. */
@OnEveryDatabase
class RemovingReceiversPitfallsIT {

    private final Database database;

    RemovingReceiversPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p21_anOrphanThatAReceiverPutsBackStaysAndIsAnnouncedAgainWhenItIsOrphanedAgain() {
        parentOfThree(database)
                .receivers((signals, log) -> signals.preDelete().connect(SequenceChild.class, event -> {
                    if (log.lines().stream()
                                    .filter(line -> line.startsWith("pre_delete"))
                                    .count()
                            == 1) {
                        event.instance().parent.children.add(0, event.instance());
                    }
                }))
                .run(
                        (factory, log) -> factory.inTransaction(session -> {
                            SequenceParent parent = session.find(SequenceParent.class, 1L);
                            parent.children.remove(0);
                            session.flush();
                            log.add("flushed");
                            parent.children.remove(0);
                        }),
                        (factory, log) -> factory.inTransaction(session ->
                                session.find(SequenceParent.class, 1L).children.remove(0)))
                .addsNothing()
                .announces(
                        "pre_delete SequenceChild ORPHAN",
                        "flushed",
                        "pre_delete SequenceChild ORPHAN",
                        "post_delete SequenceChild");
    }

    @Test
    void p21_aDeletionThatAReceiverUndoesAfterwardsIsADeletionAndASave() {
        parentOfThree(database)
                .receivers(signals -> signals.postDelete()
                        .connect(Code.class, event -> event.session().persist(event.instance())))
                .inTransaction(session -> session.remove(session.find(Code.class, "c")))
                .adds("insert code")
                .leavesAlso("code code=c text=null")
                .announces(
                        "pre_delete Code EXPLICIT", "post_delete Code", "pre_save Code new", "post_save Code created");
    }

    @Test
    void p21_anEntityThatPostSaveRemovesIsSavedAndDeleted() {
        parentOfThree(database)
                .receivers(signals -> signals.postSave()
                        .connect(Code.class, event -> event.session().remove(event.instance())))
                .inTransaction(session -> session.persist(new Code("new")))
                .adds("delete code")
                .leavesWithout("code code=new text=null")
                .announces(
                        "pre_save Code new", "post_save Code created", "pre_delete Code EXPLICIT", "post_delete Code");
    }

    @Test
    void p21_anEntityThatPreSaveRemovesIsDeletedAndNotUpdated() {
        parentOfThree(database)
                .receivers(signals -> signals.preSave().connect(Code.class, event -> {
                    if (!event.isNew()) {
                        event.session().remove(event.instance());
                    }
                }))
                .inTransaction(session -> session.find(Code.class, "c").text = "x", session -> {
                    Code code = session.find(Code.class, "c");
                    code.text = "x";
                    session.remove(code);
                })
                .addsNothing()
                .announces("pre_save Code", "pre_delete Code EXPLICIT", "post_delete Code");
    }

    @Test
    void p21_whatPreDeleteChangesInOthersIsWrittenAndInTheDeletedOneIsNot() {
        parentOfThree(database)
                .receivers(signals -> signals.preDelete().connect(Code.class, event -> {
                    event.instance().text = "gone";
                    event.session().find(SequenceChild.class, 1L).text = "by receiver";
                }))
                .inTransaction(
                        session -> {
                            session.find(SequenceChild.class, 1L);
                            session.remove(session.find(Code.class, "c"));
                        },
                        session -> {
                            session.find(SequenceChild.class, 1L).text = "by receiver";
                            Code code = session.find(Code.class, "c");
                            code.text = "gone";
                            session.remove(code);
                        })
                .addsNothing()
                .announces(
                        "pre_delete Code EXPLICIT",
                        "pre_save SequenceChild",
                        "post_save SequenceChild",
                        "post_delete Code");
    }
}
