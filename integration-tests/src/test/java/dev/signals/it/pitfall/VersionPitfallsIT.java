package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Press.blog;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Press.Article;
import dev.signals.it.pitfall.Press.Comment;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.Test;

/** Pitfalls 30 and 33: versions and what increments them. */
@OnEveryDatabase
class VersionPitfallsIT {

    private final Database database;

    VersionPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p30_versionsThatALockModeIncrementsAreNotAnnounced() {
        blog(database)
                .inTransaction(session -> {
                    session.find(Article.class, 1L, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                    session.find(Article.class, 2L, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p30_aChangeNextToSuchAnIncrementIsAnnouncedOnce() {
        blog(database)
                .inTransaction(session -> {
                    session.find(Article.class, 1L, LockModeType.OPTIMISTIC_FORCE_INCREMENT)
                            .setTitle("x");
                    session.find(Article.class, 2L, LockModeType.PESSIMISTIC_FORCE_INCREMENT)
                            .setTitle("y");
                })
                .addsNothing()
                .announces("pre_save Article", "pre_save Article", "post_save Article", "post_save Article");
    }

    @Test
    void p30_anIncrementThatAReceiverAsksForWhileTheCommitFlushesIsMade() {
        blog(database)
                .receivers(signals -> signals.postSave()
                        .connect(
                                Comment.class,
                                event -> event.session()
                                        .lock(event.instance().article, LockModeType.OPTIMISTIC_FORCE_INCREMENT)))
                .inTransaction(session -> session.find(Comment.class, 1L).text = "x", session -> {
                    Comment comment = session.find(Comment.class, 1L);
                    comment.text = "x";
                    session.flush();
                    session.lock(comment.article, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                })
                .addsNothing();
    }

    @Test
    void p33_beforeTheSaveTheVersionIsTheOldOneAndAfterItTheOneOfTheRow() {
        blog(database)
                .receivers((signals, log) -> {
                    signals.preSave().connect(Article.class, event -> log.add("before " + event.instance().version));
                    signals.postSave()
                            .connect(
                                    Article.class,
                                    event -> log.add("after " + event.instance().version + ", row "
                                            + event.session()
                                                    .createNativeQuery(
                                                            "select version from Article where id = " + event.id(),
                                                            Integer.class)
                                                    .getSingleResult()));
                })
                .set("hibernate.jdbc.batch_size", 10)
                .inTransaction(session -> {
                    session.find(Article.class, 1L).setTitle("x");
                    session.find(Article.class, 2L).setTitle("x");
                    session.persist(new Article("new"));
                })
                .adds("select article", "select article", "select article")
                .announces(
                        "pre_save Article new",
                        "before 0",
                        "pre_save Article",
                        "before 0",
                        "pre_save Article",
                        "before 0",
                        "post_save Article created",
                        "after 0, row 0",
                        "post_save Article",
                        "after 1, row 1",
                        "post_save Article",
                        "after 1, row 1");
    }

    @Test
    void p33_howeverMuchReceiversChangeInOneSaveTheVersionIsIncrementedOnce() {
        blog(database)
                .receivers(signals -> {
                    signals.preSave()
                            .connect(Article.class, event -> event.instance().setTitle("first"));
                    signals.preSave()
                            .connect(Article.class, event -> event.instance().setBody("second"));
                    signals.preSave()
                            .connect(
                                    Article.class,
                                    event -> event.instance().labels.add("third"));
                })
                .inTransaction(session -> session.find(Article.class, 1L).setTitle("x"), session -> {
                    Article article = session.find(Article.class, 1L);
                    article.setTitle("first");
                    article.setBody("second");
                    article.labels.add("third");
                })
                .addsNothing();
    }
}
