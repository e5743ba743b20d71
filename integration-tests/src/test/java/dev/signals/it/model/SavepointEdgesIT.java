package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.model.Edges.factory;
import static dev.signals.it.model.Edges.logChanges;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Savepoints;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Savepoints where they meet another feature. */
@OnEveryDatabase
class SavepointEdgesIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    SavepointEdgesIT(Database database) {
        factory = factory(database);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void logSaves(String phase) {
        factory.signals().postSave().connect(Note.class, event -> log.add(phase + " " + event.instance().text));
    }

    @Test
    void aSavepointInAReceiverForgetsNothingThatWasWrittenBefore() {
        logChanges(factory, log);
        logSaves("at once");
        factory.signals().postSave().connect(Author.class, event -> {
            event.session().persist(new Note("kept"));
            assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                        event.session().persist(new Note("lost"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.sql("select text from Note")).isEqualTo("kept");
        assertThat(log)
                .contains("at once kept", "CREATED Note 1x text null->kept")
                .doesNotContain("at once lost");
    }

    @Test
    void anIdentityRowBeforeASavepointInFlushModeManualIsNotForgotten() {
        logChanges(factory, log);
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Line("kept"));
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        session.persist(new Line("lost"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        assertThat(factory.sql("select text from Line")).isEqualTo("kept");
        assertThat(log).containsExactly("CREATED Line 1x text null->kept");
    }

    @Test
    void aDeletionByAReceiverBeforeItsSavepointIsNotForgotten() {
        Note note = factory.saved(new Note("a"));
        logChanges(factory, log);
        factory.signals().postDelete().connect(Note.class, event -> log.add("post_delete"));
        factory.signals().postSave().connect(Author.class, event -> {
            event.session().remove(event.session().find(Note.class, note.id));
            assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.count("Note")).isZero();
        assertThat(log).contains("post_delete", "DELETED Note 0x text a->null");
    }

    @Test
    void aDeletionByAReceiverInItsSavepointIsNotTold() {
        Note note = factory.saved(new Note("a"));
        logChanges(factory, log);
        factory.signals().postDelete().connect(Note.class, event -> log.add("post_delete"));
        factory.signals()
                .postSave()
                .connect(
                        Author.class,
                        event -> assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                                    event.session().remove(event.session().find(Note.class, note.id));
                                    event.session().flush();
                                    throw new IllegalStateException("no");
                                }))
                                .hasMessage("no"));
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.count("Note")).isEqualTo(1);
        assertThat(log).containsExactly("CREATED Author 1x name null->x revision null->0");
    }

    @Test
    void whatAReceiverAddsToACollectionIsToldUnlessItsSavepointTakesItBack() {
        Article article = factory.saved(new Article("a"));
        factory.signals().m2mChanged().connect(Article.class, "tags", event -> log.add("" + event.action()));
        factory.signals().postSave().connect(Author.class, event -> {
            Session session = event.session();
            boolean inside = event.instance().name.equals("inside");
            if (!inside) {
                addTag(session, article.id);
            }
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        if (inside) {
                            addTag(session, article.id);
                        }
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        factory.inTransaction(session -> session.persist(new Author("inside")));
        assertThat(log).containsExactly("pre_add");
        log.clear();
        factory.inTransaction(session -> session.persist(new Author("before")));
        assertThat(log).containsExactly("pre_add", "post_add");
    }

    private static void addTag(Session session, Long article) {
        Tag tag = new Tag();
        session.persist(tag);
        session.find(Article.class, article).tags.add(tag);
        session.flush();
    }

    @Test
    void whatAChildSessionDidInASavepointIsNotTold() {
        logChanges(factory, log);
        factory.signals().postSave().connect(Note.class, event -> log.add("at once " + event.instance().text));
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before " + event.instance().text), beforeCommit());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("after " + event.instance().text), afterCommit());
        factory.inTransaction(session -> assertThatThrownBy(() -> Savepoints.run(session, () -> {
                    try (Session child =
                            session.sessionWithOptions().connection().openSession()) {
                        child.persist(new Note("lost"));
                        child.flush();
                    }
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no"));
        assertThat(log).containsExactly("at once lost");
    }

    @Test
    void nestedSavepointsWithChanged() {
        Note note = factory.saved(new Note("a"));
        logChanges(factory, log);
        factory.signals()
                .changed()
                .connect(Note.class, event -> log.add("before " + EventLog.line(event)), beforeCommit());
        factory.inTransaction(session -> {
            Savepoints.run(session, () -> {
                session.find(Note.class, note.id).text = "b";
                assertThatThrownBy(() -> Savepoints.run(session, () -> {
                            session.find(Note.class, note.id).text = "c";
                            throw new IllegalStateException("no");
                        }))
                        .hasMessage("no");
                session.find(Note.class, note.id).text = "d";
            });
        });
        assertThat(log).containsExactly("before UPDATED Note 2x text a->d", "UPDATED Note 2x text a->d");
        log.clear();
        factory.inTransaction(session -> {
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        Category c = new Category("c");
                        c.text = "1";
                        session.persist(c);
                        session.flush();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            Category c = new Category("c");
            c.text = "2";
            session.persist(c);
        });
        assertThat(log).containsExactly("CREATED Category 1x code null->c text null->2".replace(" code null->c", ""));
    }

    @Test
    void aNewEntityThatWasTakenBackIsAnnouncedAgainWhenTheReceiverPersistsItAgain() {
        factory.signals().preSave().connect(Category.class, event -> log.add("pre_save"));
        factory.signals().postSave().connect(Category.class, event -> log.add("post_save"));
        factory.signals().postSave().connect(Author.class, event -> {
            Category category = new Category("c");
            assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                        event.session().persist(category);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            event.session().persist(category);
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(log).containsExactly("pre_save", "pre_save", "post_save");
    }

    @Test
    void aReceiverBeforeTheCommitOpensASavepoint() {
        logChanges(factory, log);
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before " + event.instance().text), beforeCommit());
        factory.signals()
                .changed()
                .connect(
                        Author.class,
                        event -> {
                            assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                                        event.session().persist(new Note("lost"));
                                        event.session().flush();
                                        throw new IllegalStateException("no");
                                    }))
                                    .hasMessage("no");
                            Savepoints.run(
                                    event.session(), () -> event.session().persist(new Note("kept")));
                        },
                        beforeCommit());
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(log)
                .containsExactly(
                        "before kept",
                        "CREATED Author 1x name null->x revision null->0",
                        "CREATED Note 1x text null->kept");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void aSavepointThatIsGoneCostsTheWholeTransaction() {
        logChanges(factory, log);
        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        session.doWork(Connection::rollback);
                        session.persist(new Note("b"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
            session.persist(new Note("c"));
        });
        assertThat(log).isEmpty();
        assertThat(factory.count("Note")).isZero();
    }
}
