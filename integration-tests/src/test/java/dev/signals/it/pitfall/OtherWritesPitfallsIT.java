package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Press.blog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Press.Article;
import dev.signals.it.pitfall.Press.Author;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.List;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.Test;

/** Pitfalls 24 and 32: stateless sessions and bulk statements. */
@OnEveryDatabase
class OtherWritesPitfallsIT {

    private final Database database;

    OtherWritesPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p24_everyOperationOfAStatelessSessionDoesWhatItDidAlsoWithCollections() {
        blog(database)
                .run((factory, log) -> factory.sessionFactory().inStatelessTransaction(session -> {
                    Article article = new Article("stateless");
                    article.labels.add("x");
                    session.insert(article);
                    article.setTitle("changed");
                    session.update(article);
                    session.upsert(new Code("c"));
                    session.upsert(new Code("d"));
                    session.insertMultiple(List.of(new Code("e"), new Code("f"), new Line()));
                    Code code = new Code("e");
                    code.text = "x";
                    session.updateMultiple(List.of(code));
                    session.deleteMultiple(List.of(new Code("f")));
                    session.delete(article);
                    session.insert(new Line());
                    session.createSelectionQuery("from Article", Article.class).getResultList();
                }))
                .addsNothing();
    }

    @Test
    void p24_aStatelessSessionThatFailsAndRollsBackLeavesNothing() {
        blog(database)
                .run((factory, log) -> assertThat(catchThrowable(
                                () -> factory.sessionFactory().inStatelessTransaction(session -> {
                                    session.insert(new Code("d"));
                                    session.insert(new Code("c"));
                                })))
                        .isNotNull())
                .addsNothing();
    }

    @Test
    void p24_whatReceiversSetInAStatelessSessionIsWrittenAndNothingElseIs() {
        blog(database)
                .receivers(signals -> signals.preSave().connect(Code.class, event -> event.instance().text = "seen"))
                .run(
                        (factory, log) -> factory.sessionFactory().inStatelessTransaction(session -> {
                            session.insert(new Code("d"));
                            session.update(new Code("c"));
                            session.upsert(new Code("e"));
                            session.insertMultiple(List.of(new Code("f"), new Code("g")));
                        }),
                        (factory, log) -> factory.sessionFactory().inStatelessTransaction(session -> {
                            session.insert(seen("d"));
                            session.update(seen("c"));
                            session.upsert(seen("e"));
                            session.insertMultiple(List.of(seen("f"), seen("g")));
                        }))
                .addsNothing()
                .announces(
                        "pre_save Code new",
                        "post_save Code created",
                        "pre_save Code",
                        "post_save Code",
                        "pre_save Code",
                        "post_save Code",
                        "pre_save Code new",
                        "post_save Code created",
                        "pre_save Code new",
                        "post_save Code created");
    }

    private static Code seen(String id) {
        Code code = new Code(id);
        code.text = "seen";
        return code;
    }

    @Test
    void p24_anExceptionInAStatelessSessionRollsBack() {
        blog(database)
                .receivers(signals -> signals.postSave().connect(Code.class, event -> {
                    if (event.id().equals("refused")) {
                        throw new IllegalStateException("refused");
                    }
                }))
                .run(
                        (factory, log) -> assertThatThrownBy(
                                        () -> factory.sessionFactory().inStatelessTransaction(session -> {
                                            session.insert(new Code("d"));
                                            session.insert(new Code("refused"));
                                        }))
                                .hasStackTraceContaining("refused"),
                        (factory, log) -> {})
                .leavesAlso();
    }

    @Test
    void p24_aReceiverMayWriteByAStatelessSessionOnTheSameConnection() {
        blog(database)
                .receivers(signals -> signals.postSave().connect(Article.class, event -> {
                    try (var stateless = event.session()
                            .getSessionFactory()
                            .withStatelessOptions()
                            .connection(event.session().doReturningWork(connection -> connection))
                            .openStatelessSession()) {
                        stateless.insert(new Code("of " + event.id()));
                    }
                }))
                .inTransaction(session -> session.find(Article.class, 1L).setTitle("x"))
                .adds("insert code")
                .leavesAlso("code code=of 1 text=null");
    }

    @Test
    void p32_bulkStatementsAnnounceNothing() {
        blog(database)
                .inTransaction(session -> {
                    session.createMutationQuery("update Article set title = 'bulk' where id = 1")
                            .executeUpdate();
                    session.createMutationQuery("delete from Comment where id = 1")
                            .executeUpdate();
                    session.createMutationQuery(
                                    "insert into Code (code, text) select c.code || '2', 'bulk' from Code c")
                            .executeUpdate();
                    CriteriaUpdate<Author> update = session.getCriteriaBuilder().createCriteriaUpdate(Author.class);
                    update.from(Author.class);
                    update.set("name", "bulk");
                    session.createMutationQuery(update).executeUpdate();
                    CriteriaDelete<Code> delete = session.getCriteriaBuilder().createCriteriaDelete(Code.class);
                    delete.where(session.getCriteriaBuilder()
                            .equal(delete.from(Code.class).get("code"), "c"));
                    session.createMutationQuery(delete).executeUpdate();
                    session.createNativeMutationQuery("update Comment set text = 'native'")
                            .executeUpdate();
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p32_whatABulkStatementFlushesFirstIsAnnouncedFirst() {
        blog(database)
                .inTransaction((session, log) -> {
                    session.find(Article.class, 1L).setTitle("x");
                    session.createMutationQuery("update Article set title = title || '!'")
                            .executeUpdate();
                    log.add("hql");
                    session.find(Author.class, 1L).setName("x");
                    MutationQuery update =
                            session.createNativeMutationQuery("update Author set name = 'native' where id = 2");
                    ((NativeQuery<?>) update).addSynchronizedQuerySpace("Author");
                    update.executeUpdate();
                    log.add("native");
                })
                .addsNothing()
                .announces(
                        "pre_save Article",
                        "post_save Article",
                        "hql",
                        "pre_save Author",
                        "post_save Author",
                        "native");
    }

    @Test
    void p32_aReceiverThatWritesItsEntityByABulkStatementStartsNothing() {
        blog(database)
                .receivers(signals -> signals.postSave()
                        .connect(
                                Article.class,
                                event -> event.session()
                                        .createMutationQuery("update Article set body = 'bulk' where id = :id")
                                        .setParameter("id", event.id())
                                        .executeUpdate()))
                .inTransaction(session -> session.find(Article.class, 1L).setTitle("x"))
                .adds("update article")
                .announces("pre_save Article", "post_save Article");
    }
}
