package dev.signals.it.pitfall;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.pitfall.Team.boards;
import static dev.signals.it.pitfall.Team.retitle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Entries.Note;
import dev.signals.it.pitfall.Team.Cover;
import dev.signals.it.pitfall.Team.Task;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfall 35: sessions that share the connection of another. */
@OnEveryDatabase
class ChildSessionPitfallsIT {

    private final Database database;

    ChildSessionPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p35_whatAReceiverWritesByAChildSessionIsThereAndAnnounced() {
        boards(database)
                .receivers(signals -> signals.postSave().connect(Task.class, event -> {
                    try (Session child = child(event.session())) {
                        child.persist(new Note("of " + event.id()));
                        child.flush();
                    }
                }))
                .inTransaction(Team::retitle)
                .adds("next note_seq", "insert note")
                .leavesAlso("note id=1 text=of 1")
                .announces("pre_save Task", "post_save Task", "pre_save Note new", "post_save Note created");
    }

    @Test
    void p35_whatAReceiverWritesByAChildSessionBeforeTheSaveIsThereAndAnnounced() {
        boards(database)
                .receivers(signals -> signals.preSave().connect(Task.class, event -> {
                    try (Session child = child(event.session())) {
                        child.persist(new Note("of " + event.id()));
                        child.flush();
                        event.instance().setTitle("by receiver");
                    }
                }))
                .inTransaction(session -> {
                    retitle(session);
                    session.persist(new Task("3"));
                })
                .adds("next note_seq", "insert note", "next note_seq", "insert note")
                .announces(
                        "pre_save Task new",
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Task",
                        "pre_save Note new",
                        "post_save Note created",
                        "post_save Task created",
                        "post_save Task");
    }

    @Test
    void p35_afterTheCommitReceiversHearOfRowsOfAChildSessionThatIsClosedByThen() {
        boards(database)
                .withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave().connect(Note.class, event -> log.add("committed " + event.id()), afterCommit());
                    signals.postSave()
                            .connect(Note.class, event -> event.onCommit(() -> log.add("also " + event.id())));
                })
                .inTransaction((session, log) -> {
                    try (Session child = child(session)) {
                        child.persist(new Note("n"));
                        child.flush();
                    }
                    log.add("closed");
                })
                .addsNothing()
                .announces("closed", "committed 1", "also 1");
    }

    @Test
    void p35_afterARollbackReceiversDoNotHearOfRowsOfAChildSessionThatIsClosedByThen() {
        boards(database)
                .withoutLog()
                .receivers((signals, log) -> {
                    signals.postSave().connect(Note.class, event -> log.add("committed " + event.id()), afterCommit());
                    signals.postSave()
                            .connect(Note.class, event -> event.onCommit(() -> log.add("also " + event.id())));
                })
                .inTransaction((session, log) -> {
                    try (Session child = child(session)) {
                        child.persist(new Note("n"));
                        child.flush();
                    }
                    session.getTransaction().setRollbackOnly();
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p35_afterTheCommitReceiversHearOfRowsOfAChildSessionThatIsStillOpen() {
        boards(database)
                .withoutLog()
                .receivers((signals, log) -> signals.postSave()
                        .connect(Note.class, event -> log.add("committed " + event.id()), afterCommit()))
                .inTransaction((session, log) -> {
                    Session child = child(session);
                    child.persist(new Note("n"));
                    child.flush();
                })
                .addsNothing()
                .announces("committed 1");
    }

    @Test
    void p35_whatAChildSessionHasPendingWhenItsParentCommitsIsWrittenAndAnnouncedAndSoIsTheWorkOfReceivers() {
        boards(database)
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(Note.class, event -> event.session().persist(new Cover("of " + event.id())));
                    signals.postSave().connect(Cover.class, event -> log.add("committed " + event.id()), afterCommit());
                })
                .inTransaction((session, log) -> child(session).persist(new Note("n")))
                .adds("insert cover")
                .leavesAlso("cover color=of 1")
                .announces(
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Cover new",
                        "post_save Cover created",
                        "committed of 1");
    }

    @Test
    void p35_anIdentityRowOfAChildSessionThatIsClosedBeforeItsFlushIsAnnounced() {
        boards(database)
                .inTransaction((session, log) -> {
                    try (Session child = child(session)) {
                        child.persist(new Line("n"));
                    }
                    log.add("closed");
                })
                .addsNothing()
                .announces("pre_save Line new", "closed", "post_save Line created");
    }

    @Test
    void p35_aReceiverThatStartsItselfThroughChildSessionsIsStopped() {
        Result result = boards(database)
                .withoutLog()
                .receivers((signals, log) -> signals.postSave().connect(Note.class, event -> {
                    log.add("called");
                    try (Session child = child(event.session())) {
                        child.persist(new Note("again"));
                        child.flush();
                    }
                }))
                .failing((factory, log) -> factory.inTransaction(session -> session.persist(new Note("n"))));

        assertThat(result.failure()).hasStackTraceContaining("SignalLoopException");
        assertThat(result.events()).hasSizeLessThan(200);
        result.leavesWithout("note id=1 text=n");
    }

    @Test
    void p35_aReceiverThatStartsItselfThroughSessionsOfTheirOwnIsStopped() {
        Result result = boards(database)
                .withoutLog()
                .receivers((signals, log) -> signals.preSave().connect(Note.class, event -> {
                    log.add("called");
                    event.session().getSessionFactory().inSession(own -> own.persist(new Note("again")));
                }))
                .failing((factory, log) -> factory.inTransaction(session -> session.persist(new Note("n"))));

        assertThat(result.failure()).hasStackTraceContaining("SignalLoopException");
        assertThat(result.events()).hasSizeLessThan(200);
    }

    @Test
    void p35_aChildSessionThatIsFlushedWithItsParentAnnouncesOnce() {
        Result result = boards(database)
                .receivers(signals -> signals.postSave().connect(Note.class, event -> {
                    if (event.created()) {
                        event.instance().text = "seen " + count(event, Note.class);
                    }
                }))
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        Session child = child(session);
                        child.persist(new Note("n"));
                        retitle(session);
                        session.flush();
                        child.flush();
                        session.flush();
                        log.add("flushed");
                        session.getTransaction().commit();
                        child.close();
                    }
                })
                .adds("select note", "update note");

        assertThat(result.events())
                .containsExactlyInAnyOrder(
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Note",
                        "post_save Note",
                        "pre_save Task",
                        "post_save Task",
                        "flushed")
                .containsSubsequence("post_save Note created", "post_save Note", "flushed");
    }

    @Test
    void p35_whatWaitsForTheCommitRunsInTheOrderOfTheEventsWhicheverSessionTheyAreOf() {
        boards(database)
                .withoutLog()
                .receivers((signals, log) ->
                        signals.postSave().connect(event -> log.add("committed " + event.id()), afterCommit()))
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        Session child = child(session);
                        session.persist(new Task("first"));
                        session.flush();
                        child.persist(new Task("second"));
                        child.flush();
                        session.persist(new Task("third"));
                        session.getTransaction().commit();
                        child.close();
                    }
                })
                .addsNothing()
                .announces("committed first", "committed second", "committed third");
    }

    private static Session child(Session parent) {
        return parent.sessionWithOptions().connection().openSession();
    }

    private static long count(ModelEvent<?> event, Class<?> entity) {
        return event.session()
                .createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }
}
