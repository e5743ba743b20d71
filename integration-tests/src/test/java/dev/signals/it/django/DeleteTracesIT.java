package dev.signals.it.django;

import static dev.signals.it.django.Steps.article;
import static dev.signals.it.django.Steps.compare;
import static dev.signals.it.django.Steps.rows;
import static dev.signals.it.django.Steps.save;
import static dev.signals.it.django.Steps.sql;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Author;
import dev.signals.it.django.Blog.Category;
import dev.signals.it.django.Blog.Comment;
import dev.signals.it.django.Blog.Contribution;
import dev.signals.it.django.Blog.NewsArticle;
import dev.signals.it.django.Blog.Page;
import dev.signals.it.django.Blog.Profile;
import dev.signals.it.django.Blog.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The scenarios about deletions. {@link Steps} says what a step is. */
@OnEveryDatabase
class DeleteTracesIT {

    private final Database database;

    DeleteTracesIT(Database database) {
        this.database = database;
    }

    @Test
    void s12_deleteOne() {
        compare(database, "s12_delete_one", replay -> {
            Tag tag = new Tag("t");
            Tag other = new Tag("u");
            replay.before(session -> {
                session.persist(tag);
                session.persist(other);
            });
            replay.recordDeletes();

            replay.step("t.delete()", session -> {
                Tag found = session.find(Tag.class, tag.id);
                session.remove(found);
                session.flush();
                replay.fact("pk_after", found.id);
                replay.fact("adding_after", Recorder.adding(session, found));
            });
            replay.step("t.delete() again: the key is gone", session -> {
                session.remove(tag);
                session.flush();
            });
            replay.step("delete a row that somebody else already deleted", session -> {
                Tag found = session.find(Tag.class, other.id);
                sql(session, "delete from Tag where id = " + found.id);
                session.remove(found);
                replay.fact("pk_after", found.id);
                session.flush();
            });
            replay.step("delete() of an object that was never saved", session -> {
                session.remove(new Tag("never saved"));
                session.flush();
            });
        });
    }

    @Test
    void s12b_deleteOneWithoutListeners() {
        compare(database, "s12b_delete_one_without_listeners", replay -> {
            Page page = new Page("p");
            Page later = new Page("q");
            Tag tag = new Tag("t");
            replay.before(session -> List.of(page, later, tag).forEach(session::persist));

            replay.step("p.delete() of a row nothing points to, no receiver anywhere", session -> {
                session.remove(page);
                session.flush();
            });
            replay.fact("pk_after", page.id);
            replay.step("t.delete() of a row with a link table, no receiver anywhere", session -> {
                session.remove(tag);
                session.flush();
            });
            replay.fact("pk_after", tag.id);
            replay.factory().signals().preDelete().connect(Tag.class, replay.recorder()::record);
            replay.factory().signals().postDelete().connect(Tag.class, replay.recorder()::record);
            replay.step("q.delete() with receivers for another class only", session -> {
                session.remove(later);
                session.flush();
            });
        });
    }

    @Test
    void s14_cascadeFromAQueryset() {
        compare(database, "s14_cascade_from_a_queryset", replay -> {
            replay.before(session -> {
                Author ann = new Author("ann");
                Author bob = new Author("bob");
                Article first = new Article("a1");
                Article second = new Article("a2");
                Tag one = new Tag("t1");
                Tag two = new Tag("t2");
                first.author = ann;
                second.author = ann;
                first.tags.addAll(List.of(one, two));
                List.of(ann, bob, new Profile(ann), one, two, first, second).forEach(session::persist);
                session.persist(new Contribution(first, bob));
                for (Article article : List.of(first, second)) {
                    session.persist(new Comment(article, "c1"));
                    session.persist(new Comment(article, "c2"));
                }
            });
            replay.recordDeletes();

            List<Article> loaded = new ArrayList<>();
            replay.step("Article.objects.order_by('-id').delete() with the rows already loaded elsewhere", session -> {
                loaded.addAll(session.createSelectionQuery("from Article", Article.class)
                        .getResultList());
                session.createSelectionQuery("from Article order by id desc", Article.class)
                        .getResultList()
                        .forEach(session::remove);
                session.flush();
            });
            replay.fact(
                    "any_event_carried_the_loaded_object",
                    replay.recorder().instances().stream().anyMatch(loaded::contains));
            replay.step("delete() of an empty query", session -> {
                session.createSelectionQuery("from Article", Article.class)
                        .getResultList()
                        .forEach(session::remove);
                session.flush();
            });
        });
    }

    @Test
    void s16_setNullIsNotASave() {
        compare(database, "s16_set_null_is_not_a_save", replay -> {
            Category category = new Category("c");
            replay.before(session -> {
                Article article = new Article("a");
                article.category = category;
                session.persist(category);
                session.persist(article);
            });
            replay.recordSaves();
            replay.recordDeletes();

            Article loaded = replay.factory().fromTransaction(session -> session.find(Article.class, 101L));
            replay.step("c.delete()", session -> {
                session.remove(session.find(Category.class, category.id));
                session.flush();
            });
            replay.fact("category_id_on_the_loaded_article", loaded.category == null ? null : loaded.category.id);
            replay.fact("category_in_db", replay.factory().sql("select category_id from Article where id = 101"));
        });
    }

    @Test
    void s18_writingInsideDeleteReceivers() {
        compare(database, "s18_writing_inside_delete_receivers", replay -> {
            Article article = new Article("a");
            Tag tag = new Tag("t");
            replay.before(session -> {
                session.persist(article);
                session.persist(tag);
            });
            replay.recordSaves();
            replay.factory().signals().preDelete().connect(Article.class, replay.recorder()::record);
            replay.factory().signals().postDelete().connect(Article.class, replay.recorder()::record);
            replay.factory().signals().postDelete().connect(Tag.class, replay.recorder()::record);
            replay.factory()
                    .signals()
                    .preDelete()
                    .connect(Article.class, event -> save(event.session(), new Tag("late")));
            replay.factory().signals().postDelete().connect(Tag.class, event -> {
                // Hibernate does not persist a deleted entity again whose collections were never loaded.
                event.instance().articles = new HashSet<>();
                save(event.session(), event.instance());
            });

            replay.step("a.delete() with a pre_delete receiver that inserts another row", session -> {
                session.remove(article(session, article));
                session.flush();
            });
            replay.step("t.delete() with a post_delete receiver that saves the object again", session -> {
                Tag found = session.find(Tag.class, tag.id);
                session.remove(found);
                session.flush();
                replay.fact("pk_after", found.id);
            });
            replay.fact("rows", rows(replay.factory(), "select id, name from Tag order by id"));
        });
    }

    @Test
    void s18b_childrenTouchedInPreDeleteOfTheParent() {
        compare(database, "s18b_children_touched_in_pre_delete_of_the_parent", replay -> {
            replay.before(session -> {
                Article drop = new Article("drop");
                session.persist(drop);
                session.persist(new Article("grow"));
                session.persist(new Article("grow"));
                session.persist(new Comment(drop, "c"));
            });
            replay.factory().signals().preDelete().connect(Article.class, replay.recorder()::record);
            replay.factory().signals().postDelete().connect(Article.class, replay.recorder()::record);
            replay.factory().signals().preDelete().connect(Article.class, event -> {
                Session session = event.session();
                if ("grow".equals(event.instance().title)) {
                    save(session, new Comment(event.instance(), "late"));
                } else {
                    session.createSelectionQuery("from Comment where article = :article", Comment.class)
                            .setParameter("article", event.instance())
                            .getResultList()
                            .forEach(session::remove);
                    session.flush();
                }
            });

            replay.step(
                    "nobody listens to Comment: the receiver adds a comment, the bulk delete takes it along",
                    session -> {
                        session.remove(session.find(Article.class, 102L));
                        session.flush();
                    });
            replay.factory().signals().preDelete().connect(Comment.class, replay.recorder()::record);
            replay.factory().signals().postDelete().connect(Comment.class, replay.recorder()::record);
            replay.step("Comment has receivers: the parent's receiver deletes the comments itself", session -> {
                session.remove(session.find(Article.class, 101L));
                session.flush();
            });
            replay.step("Comment has receivers: the parent's receiver adds a comment", session -> {
                Article found = session.find(Article.class, 103L);
                try {
                    session.remove(found);
                    session.flush();
                } finally {
                    replay.fact("pk_after", found.id);
                }
            });
            replay.fact("articles", rows(replay.factory(), "select title from Article order by id"));
            replay.fact("comments", replay.factory().count("Comment"));
        });
    }

    @Test
    void s20_multiTableChildDelete() {
        compare(database, "s20_multi_table_child_delete", replay -> {
            replay.before(session -> {
                NewsArticle first = new NewsArticle("n");
                session.persist(first);
                session.persist(new NewsArticle("m"));
                session.persist(new NewsArticle("k"));
                session.persist(new Comment(first, "c"));
            });
            replay.recordDeletes();

            replay.step("n.delete() (child instance)", session -> {
                session.remove(session.find(NewsArticle.class, 101L));
                session.flush();
            });
            replay.step("Article.objects.get(pk=m.pk).delete() (parent instance)", session -> {
                session.remove(session.find(Article.class, 102L));
                session.flush();
            });
        });
    }
}
