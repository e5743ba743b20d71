package dev.signals.it.django;

import static dev.signals.it.django.Steps.article;
import static dev.signals.it.django.Steps.compare;
import static dev.signals.it.django.Steps.keys;
import static dev.signals.it.django.Steps.save;
import static dev.signals.it.django.Steps.sql;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Author;
import dev.signals.it.django.Blog.Comment;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.django.Blog.Token;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The scenarios about saves. {@link Steps} says what a step is. */
@OnEveryDatabase
class SaveTracesIT {

    private final Database database;

    SaveTracesIT(Database database) {
        this.database = database;
    }

    @Test
    void s01_saveCreateAndUpdate() {
        compare(database, "s01_save_create_and_update", replay -> {
            replay.recordSaves();
            Article created = new Article("one");

            replay.step("objects.create()", session -> save(session, created));
            replay.step("change a field, save()", session -> {
                article(session, created).title = "two";
                session.flush();
            });
            replay.step("save() again with nothing changed", session -> {
                article(session, created);
                session.flush();
            });
            replay.step(
                    "new object with a hand-set key that is not in the table, save()",
                    session -> save(session, new Article(900, "b1")));
            replay.step("another new object with that same key, save() overwrites the row", session -> {
                session.merge(new Article(900, "b2"));
                session.flush();
            });
            replay.fact("title_in_db", replay.factory().sql("select title from Article where id = 900"));
            replay.step("copy idiom: pk=None, _state.adding=True, save()", session -> {
                created.id = null;
                save(session, created);
            });
            replay.step(
                    "key made by the program (UUID default): save() goes straight to INSERT",
                    session -> save(session, new Token("token")));
        });
    }

    @Test
    void s02_saveForceFlagsAndFailures() {
        compare(database, "s02_save_force_flags_and_failures", replay -> {
            replay.recordSaves();
            Article created = new Article("one");

            replay.step("save(force_insert=True) of a new object", session -> save(session, created));
            replay.step("save(force_update=True) of an existing row", session -> {
                article(session, created).title = "two";
                session.flush();
            });
            replay.before(session -> session.persist(new Article(999, "gone")));
            replay.step(
                    "save(force_update=True) with a key that is not in the table",
                    session -> changeWithoutRow(session, 999));
            replay.before(session -> session.persist(new Article(998, "gone")));
            replay.step(
                    "save(update_fields=['title']) with a key that is not in the table",
                    session -> changeWithoutRow(session, 998));
            replay.before(session -> {
                Article other = new Article("other");
                other.slug = "s";
                session.persist(other);
            });
            replay.step("insert that breaks a unique constraint", session -> {
                Article same = new Article("same");
                same.slug = "s";
                try {
                    save(session, same);
                } finally {
                    replay.fact("pk_after_failure", same.id);
                    replay.fact("adding_after_failure", Recorder.adding(session, same));
                }
            });
            replay.step("save() with an unsaved object in a foreign key", session -> {
                Article article = new Article("by nobody");
                article.author = new Author("nobody");
                save(session, article);
            });
        });
    }

    @Test
    void s04_preSaveChangesTheInstance() {
        compare(database, "s04_pre_save_changes_the_instance", replay -> {
            replay.recordSaves();
            replay.factory()
                    .signals()
                    .preSave()
                    .connect(Article.class, event -> event.instance().slug = "slug-of-" + event.instance().title);
            String slug = "select slug from Article where id = 101";
            Article article = new Article("one");

            replay.step("create()", session -> save(session, article));
            replay.fact("slug_in_db", replay.factory().sql(slug));
            replay.step("change title, save(update_fields=['title'])", session -> {
                Article found = article(session, article);
                found.title = "two";
                session.flush();
                replay.fact("slug_on_instance", found.slug);
            });
            replay.fact("slug_in_db", replay.factory().sql(slug));
            replay.fact("title_in_db", replay.factory().sql("select title from Article where id = 101"));
            replay.step("save()", session -> {
                article(session, article);
                session.flush();
            });
            replay.fact("slug_in_db", replay.factory().sql(slug));
        });
    }

    @Test
    void s06_saveIsNotDirtyChecked() {
        compare(database, "s06_save_is_not_dirty_checked", replay -> {
            Article article = new Article("a");
            replay.before(session -> session.persist(article));
            replay.recordSaves();

            replay.step("load the row twice, save both with no change", session -> {
                Article first = article(session, article);
                Article second = article(session, article);
                session.flush();
                replay.fact("same_object", first == second);
                replay.fact("equal", first.equals(second));
            });
            replay.stepWithoutTransaction(
                    "assigning a field without save()", session -> article(session, article).title = "b");
            replay.step(
                    "leave an atomic block with an unsaved change", session -> article(session, article).title = "c");
            replay.fact("title_in_db", replay.factory().sql("select title from Article where id = 101"));
        });
    }

    @Test
    void s08_writesWithoutSignals() {
        compare(database, "s08_writes_without_signals", replay -> {
            replay.before(session -> {
                Article first = new Article("a");
                session.persist(first);
                session.persist(new Article("b"));
                session.persist(new Comment(first, "c"));
            });
            replay.recordSaves();
            replay.recordDeletes();

            replay.step(
                    "QuerySet.update()",
                    session -> replay.fact("rows", (long) hql(session, "update Article set title = 'x'")));
            replay.step(
                    "QuerySet.update() with F()", session -> hql(session, "update Article set title = title || '!'"));
            replay.step(
                    "bulk_create()",
                    session ->
                            hql(session, "insert into Article (title, status) values ('c', 'draft'), ('d', 'draft')"));
            replay.fact("pks", keys(replay.factory(), "select id from Article where title in ('c', 'd') order by id"));
            replay.fact("rows", replay.factory().count("Article"));
            replay.step(
                    "bulk_create(ignore_conflicts=True)",
                    session -> hql(session, "insert into Tag (name) values ('t') on conflict do nothing"));
            replay.step(
                    "bulk_update()",
                    session -> hql(
                            session,
                            "update Article set title = case id when 101 then 'x1' else 'x2' end where id in (101,"
                                    + " 102)"));
            replay.step("raw SQL UPDATE, INSERT and DELETE through a cursor", session -> {
                sql(session, "update Article set title = 'y'");
                sql(session, "insert into Tag (id, name) values (999, 'raw')");
                sql(session, "delete from Tag where id = 999");
            });
            replay.step("QuerySet._raw_delete()", session -> hql(session, "delete from Comment"));
        });
    }

    @Test
    void s10_preInitCanChangeTheArguments() {
        compare(database, "s10_pre_init_can_change_the_arguments", replay -> {
            Tag tag = new Tag("t");
            replay.before(session -> session.persist(tag));
            replay.recorder().listenTo(replay.factory().signals().preInit());
            replay.factory()
                    .signals()
                    .preInit()
                    .connect(
                            Tag.class,
                            event -> assertThatThrownBy(() -> event.state().put("name", "T"))
                                    .isInstanceOf(UnsupportedOperationException.class));

            replay.step(
                    "Tag(name='t') with a pre_init receiver that changes kwargs",
                    session -> replay.fact("name", session.find(Tag.class, tag.id).name));
        });
    }

    /**
     * The next best thing to an update of a row that was never there is one of a row that is there no longer.
     */
    private static void changeWithoutRow(Session session, long id) {
        Article article = session.find(Article.class, id);
        sql(session, "delete from Article where id = " + id);
        article.title = "two";
        session.flush();
    }

    private static int hql(Session session, String statement) {
        return session.createMutationQuery(statement).executeUpdate();
    }
}
