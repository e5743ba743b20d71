package dev.signals.it.pitfall;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.pitfall.Press.blog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Press.Article;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfall 31: exceptions that are caught. */
@OnEveryDatabase
class FailurePitfallsIT {

    private final Database database;

    FailurePitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p31_aCaughtExceptionOfPostSaveFollowedByACommitRollsBack() {
        refusedInPostSave(session -> session.getTransaction().commit(), "insert code");
    }

    @Test
    void p31_aCaughtExceptionOfPostSaveFollowedByAnotherFlushInsertsNothingTwice() {
        refusedInPostSave(
                session -> {
                    session.flush();
                    session.flush();
                    session.getTransaction().commit();
                },
                "insert code");
    }

    private void refusedInPostSave(Consumer<Session> afterwards, String... statements) {
        blog(database)
                .receivers(signals -> signals.postSave().connect(Code.class, event -> {
                    if (event.id().equals("refused")) {
                        throw new IllegalStateException("refused");
                    }
                }))
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.persist(new Code("refused"));
                                assertThatThrownBy(session::flush).hasMessage("refused");
                                afterwards.accept(session);
                                session.clear();
                                session.beginTransaction();
                                session.persist(new Code("accepted"));
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> factory.inTransaction(session -> session.persist(new Code("accepted"))))
                .adds(statements)
                .leavesAlso()
                .announces(
                        "pre_save Code new", "post_save Code created", "pre_save Code new", "post_save Code created");
    }

    @Test
    void p31_afterAFlushThatFailedAndWasCaughtNothingIsAnnouncedTwiceAndNothingIsCommitted() {
        blog(database)
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        session.persist(new Line());
                        session.persist(new Code("d"));
                        session.find(Article.class, 1L).setTitle("x");
                        session.persist(new Code("c"));
                        assertThat(catchThrowable(session::flush)).isNotNull();
                        log.add("failed");
                        assertThat(catchThrowable(session::flush)).isNotNull();
                        session.getTransaction().rollback();
                    }
                    factory.inTransaction(
                            session -> session.find(Article.class, 1L).setTitle("y"));
                })
                .addsNothing()
                .announces(
                        "pre_save Line new",
                        "pre_save Code new",
                        "pre_save Code new",
                        "pre_save Article",
                        "failed",
                        "pre_save Article",
                        "post_save Article");
    }

    @Test
    void p31_aReceiverThatCatchesTheFailureOfItsOwnFlushStillEndsInARollback() {
        blog(database)
                .receivers(signals -> signals.postSave().connect(Article.class, event -> {
                    event.session().persist(new Code("c"));
                    assertThat(catchThrowable(() -> event.session().flush())).isNotNull();
                }))
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("x");
                                log.add("failed "
                                        + (catchThrowable(() ->
                                                        session.getTransaction().commit())
                                                != null));
                                log.add("active " + session.getTransaction().isActive());
                            }
                        },
                        (factory, log) -> {})
                .leavesAlso()
                .announces("pre_save Article", "post_save Article", "pre_save Code new", "failed true", "active false");
    }

    @Test
    void p31_aCommitThatFailsForWhatAReceiverPersistedLeavesNothingHalfDone() {
        blog(database)
                .receivers((signals, log) -> {
                    signals.postSave().connect(Article.class, event -> {
                        if ("x".equals(event.instance().getTitle())) {
                            event.session().persist(new Code("c"));
                        }
                    });
                    signals.postSave().connect(Article.class, event -> log.add("committed"), afterCommit());
                })
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("x");
                                assertThat(catchThrowable(
                                                () -> session.getTransaction().commit()))
                                        .isNotNull();
                                session.clear();
                                log.add("again");
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("y");
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> factory.inTransaction(
                                session -> session.find(Article.class, 1L).setTitle("y")))
                .leavesAlso()
                .announces(
                        "pre_save Article",
                        "post_save Article",
                        "pre_save Code new",
                        "again",
                        "pre_save Article",
                        "post_save Article",
                        "committed");
    }

    @Test
    void p31_afterAnExceptionOfPreSaveInAQueryTheSessionFlushesForQueriesAsBefore() {
        blog(database)
                .receivers(signals -> signals.preSave().connect(Article.class, event -> {
                    if ("x".equals(event.instance().getTitle())) {
                        throw new IllegalStateException("refused");
                    }
                }))
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("x");
                                assertThatThrownBy(() -> session.createSelectionQuery("from Article", Article.class)
                                                .getResultList())
                                        .hasStackTraceContaining("refused");
                                session.getTransaction().rollback();
                                session.clear();
                                changeAndQuery(session);
                            }
                        },
                        (factory, log) -> {
                            factory.inTransaction(session -> session.find(Article.class, 1L));
                            factory.sessionFactory().inSession(FailurePitfallsIT::changeAndQuery);
                        })
                .addsNothing()
                .announces("pre_save Article", "pre_save Article", "post_save Article");
    }

    private static void changeAndQuery(Session session) {
        session.beginTransaction();
        session.find(Article.class, 1L).setTitle("y");
        session.createSelectionQuery("select id from Article where title = 'y'", Long.class)
                .getSingleResult();
        session.getTransaction().commit();
    }
}
