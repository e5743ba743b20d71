package dev.signals.it.django;

import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.POST_DELETE;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static dev.signals.hibernate.ModelSignals.PRE_DELETE;
import static dev.signals.hibernate.ModelSignals.PRE_SAVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.signal.PostSaveSignal;
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
import dev.signals.it.django.Blog.Token;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/**
 * The scenarios of the traces, step by step. A save of Django is a persist, or a change, followed by a flush,
 * and a step is a transaction, as there is none here without.
 */
@OnEveryDatabase
class TracesIT {

    private final Database database;

    TracesIT(Database database) {
        this.database = database;
    }

    @Test
    void s01_saveCreateAndUpdate() {
        compare("s01_save_create_and_update", replay -> {
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
        compare("s02_save_force_flags_and_failures", replay -> {
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
        compare("s04_pre_save_changes_the_instance", replay -> {
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
        compare("s06_save_is_not_dirty_checked", replay -> {
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
        compare("s08_writes_without_signals", replay -> {
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
                            "update Article set title = case id when 101 then 'x1' else 'x2' end where id in (101, 102)"));
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
        compare("s10_pre_init_can_change_the_arguments", replay -> {
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

    @Test
    void s12_deleteOne() {
        compare("s12_delete_one", replay -> {
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
        compare("s12b_delete_one_without_listeners", replay -> {
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
        compare("s14_cascade_from_a_queryset", replay -> {
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
        compare("s16_set_null_is_not_a_save", replay -> {
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
        compare("s18_writing_inside_delete_receivers", replay -> {
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
        compare("s18b_children_touched_in_pre_delete_of_the_parent", replay -> {
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
        compare("s20_multi_table_child_delete", replay -> {
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

    @Test
    void s22_m2mForward() {
        compare("s22_m2m_forward", replay -> {
            replay.before(session -> {
                session.persist(new Article("a"));
                List.of("t1", "t2", "t3").forEach(name -> session.persist(new Tag(name)));
            });
            replay.recordSaves();
            replay.recordDeletes();
            replay.recordAssociations();

            replay.step("a.tags.add(t1)", session -> tags(session).add(tag(session, 201)));
            replay.step(
                    "a.tags.add(t1) again: already there",
                    session -> tags(session).add(tag(session, 201)));
            replay.step(
                    "a.tags.add(t1, t2, t3): one there, two new",
                    session -> tags(session).addAll(found(session, 201, 202, 203)));
            replay.step(
                    "a.tags.add() with no argument", session -> tags(session).addAll(List.of()));
            replay.step("a.tags.remove(t1)", session -> tags(session).remove(tag(session, 201)));
            replay.step(
                    "a.tags.remove(t1) again: not there",
                    session -> tags(session).remove(tag(session, 201)));
            replay.step(
                    "a.tags.remove() with no argument", session -> tags(session).removeAll(List.of()));
            replay.step(
                    "a.tags.remove(999): no such tag at all",
                    session -> tags(session).remove(session.getReference(Tag.class, 999L)));
            replay.step("a.tags.clear()", session -> tags(session).clear());
            replay.step("a.tags.clear() again: empty", session -> tags(session).clear());
        });
    }

    @Test
    void s24_m2mSet() {
        compare("s24_m2m_set", replay -> {
            replay.before(session -> {
                session.persist(new Article("a"));
                List.of("t1", "t2", "t3").forEach(name -> session.persist(new Tag(name)));
            });
            replay.recordAssociations();

            replay.step("a.tags.set([t1, t2]) on an empty relation", session -> set(session, 201, 202));
            replay.step("a.tags.set([t2, t3]): one out, one in", session -> set(session, 202, 203));
            replay.step("a.tags.set([t2, t3]): no difference", session -> set(session, 202, 203));
            replay.step("a.tags.set([t2]): only out", session -> set(session, 202));
            replay.step(
                    "a.tags.set([t2], clear=True): no difference, but clear asked for",
                    session -> replaceUnread(session, 202));
            replay.step("a.tags.set([]): everything out, as a remove", session -> set(session));
            replay.step("a.tags.set([]) on an empty relation", session -> set(session));
            replay.step("a.tags.set([], clear=True) on an empty relation", session -> replaceUnread(session));
            replay.step("a.tags.set([t1, t1, t1.pk]): the same three times", session -> set(session, 201, 201, 201));
        });
    }

    @Test
    void s26_m2mCreateHelpers() {
        compare("s26_m2m_create_helpers", replay -> {
            replay.before(session -> {
                session.persist(new Article("a"));
                session.persist(new Tag("there"));
            });
            replay.recordSaves();
            replay.recordAssociations();

            replay.step("a.tags.create(name='x')", session -> create(session, "x"));
            replay.step("a.tags.get_or_create(name='y'): made and linked", session -> getOrCreate(session, "y"));
            replay.step("a.tags.get_or_create(name='y'): linked already", session -> getOrCreate(session, "y"));
            replay.step("a.tags.update_or_create(name='z')", session -> getOrCreate(session, "z"));
            replay.step(
                    "a.tags.get_or_create(name='there'): row exists, not linked (unique name)",
                    session -> getOrCreate(session, "there"));
            replay.fact("linked", linked(replay.factory()));
        });
    }

    @Test
    void s28_m2mOwnThroughModel() {
        compare("s28_m2m_own_through_model", replay -> {
            replay.before(session -> {
                session.persist(new Article("a"));
                session.persist(new Author("ann"));
                session.persist(new Author("bob"));
            });
            replay.recordSaves();
            replay.recordDeletes();
            replay.recordAssociations();

            replay.step("a.contributors.add(ann, bob, through_defaults={'role': 'writer'})", session -> {
                contribute(session, 1);
                contribute(session, 2);
            });
            replay.step("a.contributors.add(ann): already there", session -> {
                if (contributions(session, 1).isEmpty()) {
                    contribute(session, 1);
                }
            });
            replay.step(
                    "a.contributors.remove(ann)",
                    session -> contributions(session, 1).forEach(session::remove));
            replay.step("a.contributors.set([ann])", session -> {
                contributions(session, 2).forEach(session::remove);
                session.flush();
                contribute(session, 1);
            });
            replay.step(
                    "a.contributors.clear()",
                    session -> session.find(Article.class, 101L).contributions.forEach(session::remove));
            replay.step(
                    "Contribution.objects.create(): the link row written directly", session -> contribute(session, 1));
            replay.step(
                    "c.delete(): the link row deleted directly",
                    session -> contributions(session, 1).forEach(session::remove));
            replay.step("a.delete() with one contribution left", session -> {
                contribute(session, 1);
                session.flush();
                session.remove(session.find(Article.class, 101L));
            });
        });
    }

    @Test
    void s30_m2mReceiverChangesPkSet() {
        compare("s30_m2m_receiver_changes_pk_set", replay -> {
            replay.before(session -> {
                session.persist(new Article("a"));
                List.of("t1", "t2", "t3").forEach(name -> session.persist(new Tag(name)));
            });
            replay.recordAssociations();
            replay.factory().signals().m2mChanged().connect(Article.class, "tags", event -> {
                assertThatThrownBy(() -> event.pks().remove(202L)).isInstanceOf(UnsupportedOperationException.class);
                Tag second = tag(event.session(), 202);
                if (event.action() == M2mAction.PRE_ADD) {
                    event.instance().tags.remove(second);
                } else if (event.action() == M2mAction.PRE_REMOVE) {
                    event.instance().tags.add(second);
                }
            });

            replay.step(
                    "a.tags.add(t1, t2): receiver discards t2 in pre_add",
                    session -> tags(session).addAll(found(session, 201, 202)));
            replay.fact("linked", linked(replay.factory()));
            replay.step("link t2 behind the receiver's back, then remove(t1, t2): receiver discards t2", session -> {
                sql(session, "insert into Article_tags (articles_id, tags_id) values (101, 202)");
                tags(session).removeAll(found(session, 201, 202));
            });
            replay.fact("linked", linked(replay.factory()));
        });
    }

    @Test
    void s32_m2mWithoutListeners() {
        compare("s32_m2m_without_listeners", replay -> {
            replay.before(session -> {
                session.persist(new Article("a"));
                List.of("t1", "t2").forEach(name -> session.persist(new Tag(name)));
            });

            replay.step(
                    "a.tags.add(t1, t2) with no receiver",
                    session -> tags(session).addAll(found(session, 201, 202)));
            replay.step(
                    "a.tags.add(t1) again with no receiver",
                    session -> tags(session).add(tag(session, 201)));
            replay.step(
                    "a.tags.remove(t1) with no receiver",
                    session -> tags(session).remove(tag(session, 201)));
            replay.recordAssociations();
            replay.step(
                    "a.tags.add(t1) with a receiver", session -> tags(session).add(tag(session, 201)));
        });
    }

    @Test
    void s34_receiversOrderUidAndDuplicates() {
        compare("s34_receivers_order_uid_and_duplicates", replay -> {
            PostSaveSignal postSave = replay.factory().signals().postSave();
            SignalReceiver<ModelEvent<?>> one = replay.recorder().brief("one");
            SignalReceiver<ModelEvent<?>> two = replay.recorder().brief("two");
            SignalReceiver<ModelEvent<?>> twoUids = replay.recorder().brief("two-uids");
            Article article = new Article("a");

            postSave.connect(Article.class, two);
            postSave.connect(Article.class, one);
            postSave.connect(Article.class, replay.recorder().brief("three"));
            replay.step("connect two, one, three; save", session -> save(session, article));

            postSave.connect(Article.class, one);
            replay.step(
                    "connect one again (same sender); save: still once, old place",
                    session -> resave(session, article));

            postSave.connect(one);
            replay.step("connect one again without sender; save: called twice", session -> resave(session, article));
            replay.step("save of another class: only the one without sender", session -> save(session, new Tag("t")));

            replay.step("disconnect one for Article; save: the one without sender stays, at its own place", session -> {
                replay.fact("returned", postSave.signal().disconnect(Article.class, one));
                resave(session, article);
            });
            replay.stepWithoutSession(
                    "disconnect what is not connected",
                    () -> replay.fact("returned", postSave.signal().disconnect(Article.class, one)));
            replay.step("disconnect one without naming the sender", session -> {
                replay.fact("returned", postSave.signal().disconnect(one));
                replay.fact("two_without_sender", postSave.signal().disconnect(two));
                resave(session, article);
            });

            postSave.connect(Article.class, replay.recorder().brief("uid-first"), uid("same"));
            postSave.connect(Article.class, replay.recorder().brief("uid-second"), uid("same"));
            replay.step(
                    "two different functions with one dispatch_uid: the first one stays",
                    session -> resave(session, article));

            postSave.connect(Tag.class, replay.recorder().brief("uid-tag"), uid("same"));
            replay.step("same dispatch_uid, other sender: a second registration", session -> {
                resave(session, article);
                save(session, new Tag("u"));
            });

            postSave.connect(Article.class, twoUids, uid("first"));
            postSave.connect(Article.class, twoUids, uid("second"));
            replay.step("one function under two dispatch_uids: called twice", session -> resave(session, article));

            replay.step("disconnect by function does not find one connected with dispatch_uid", session -> {
                replay.fact("by_function", postSave.signal().disconnect(Article.class, twoUids));
                replay.fact("by_uid_without_sender", postSave.disconnect("first"));
                replay.fact("by_uid", postSave.disconnect(Article.class, "first"));
                resave(session, article);
            });

            postSave.connect(Article.class, replay.recorder().brief("e1"), uid(""));
            postSave.connect(Article.class, replay.recorder().brief("e2"), uid(""));
            replay.step("empty dispatch_uid counts as none", session -> resave(session, article));
        });
    }

    @Test
    void s42_rollbackTakesNothingBack() {
        compare("s42_rollback_takes_nothing_back", replay -> {
            TestFactory factory = replay.factory();
            replay.recordSaves();
            replay.recordDeletes();
            replay.before(session -> session.persist(new Tag("t")));
            Article article = new Article("a");

            replay.step("save in atomic(), then an error", session -> {
                save(session, article);
                throw new Boom("later");
            });
            replay.fact("pk_on_instance", article.id);
            replay.fact("adding_on_instance", factory.fromTransaction(session -> Recorder.adding(session, article)));
            replay.fact("rows", factory.count("Article"));
            replay.step(
                    "save() again after the rollback: an UPDATE that finds nothing, then INSERT; created is true",
                    session -> {
                        session.merge(article);
                        session.flush();
                    });
            Tag[] deleted = new Tag[1];
            replay.step("delete in atomic(), then an error", session -> {
                deleted[0] = tag(session, 201);
                session.remove(deleted[0]);
                session.flush();
                throw new Boom("later");
            });
            replay.fact("pk_on_instance", deleted[0].id);
            replay.fact("rows", factory.count("Tag"));
        });
    }

    @Test
    void s44_onCommit() {
        compare("s44_on_commit", replay -> {
            FactorySignals signals = replay.factory().signals();
            Stream.of(
                            signals.preSave(),
                            signals.postSave(),
                            signals.preDelete(),
                            signals.postDelete(),
                            signals.m2mChanged())
                    .forEach(replay.recorder()::listenAndAskBack);
            replay.before(session -> session.persist(new Tag("t")));

            Article first = new Article("a");
            replay.step("autocommit: create()", session -> save(session, first));
            replay.step("autocommit: a.tags.add(t)", session -> tags(session).add(tag(session, 201)));
            replay.before(session -> tags(session).clear());
            replay.step("autocommit: a.delete()", session -> deleteKnowingItsTags(session, first));
            Article second = new Article("b");
            replay.step("atomic: two creates, then the block ends", session -> {
                save(session, second);
                save(session, new Article("c"));
                replay.recorder().note("end of the block", session);
            });
            replay.step(
                    "atomic: b.delete(), then the block ends: the callback finds no key on the object",
                    session -> deleteKnowingItsTags(session, second));
            replay.step("atomic, rolled back", session -> {
                save(session, new Article("d"));
                throw new Boom("x");
            });
        });
    }

    @Test
    void s46_exceptionsInReceivers() {
        compare("s46_exceptions_in_receivers", replay -> {
            TestFactory factory = replay.factory();
            replay.before(session -> session.persist(new Tag("t")));

            Article first = new Article("first");
            replay.recorder().failIn(factory.signals().preSave());
            replay.step("autocommit, error in pre_save of a new row", session -> save(session, first));
            replay.fact("rows", factory.count("Article"));
            replay.fact("pk", first.id);
            replay.recorder().disconnect();

            Article second = new Article("second");
            replay.recorder().failIn(factory.signals().postSave());
            replay.step("autocommit, error in post_save of a new row", session -> save(session, second));
            replay.fact("rows", factory.count("Article"));
            replay.fact("pk", second.id);
            replay.step("atomic, error in post_save leaves the block", session -> save(session, new Article("third")));
            replay.fact("rows", factory.count("Article"));
            replay.step(
                    "atomic, error in post_save caught inside the block: the row stays",
                    session -> caught(() -> save(session, new Article("fourth"))));
            replay.fact("rows", factory.count("Article"));
            replay.step(
                    "autocommit, error in post_save of a multi-table child",
                    session -> save(session, new NewsArticle("fifth")));
            replay.fact("rows", factory.count("Article"));
            replay.fact("child_rows", factory.count("NewsArticle"));
            replay.recorder().disconnect();

            Article there = new Article(101, "there");
            replay.before(session -> session.persist(there));
            replay.recorder().failIn(factory.signals().preDelete());
            replay.step("autocommit, error in pre_delete", session -> delete(session, there));
            replay.fact("rows", factory.count("Article"));
            replay.fact("pk", there.id);
            replay.recorder().disconnect();

            replay.recorder().failIn(factory.signals().postDelete());
            replay.step(
                    "autocommit, error in post_delete: the DELETE is rolled back", session -> delete(session, there));
            replay.fact("rows", factory.count("Article"));
            replay.fact("pk", there.id);
            replay.step("atomic, error in post_delete caught inside: block is broken", session -> {
                caught(() -> delete(session, there));
                session.createSelectionQuery("from Tag", Tag.class).getResultList();
            });
            replay.fact("rows", factory.count("Article"));
            replay.recorder().disconnect();
            s46_ofAssociations(replay);
        });
    }

    private static void s46_ofAssociations(Replay replay) {
        TestFactory factory = replay.factory();
        failIn(replay, M2mAction.PRE_ADD);
        replay.step("autocommit, error in m2m pre_add", session -> tags(session).add(tag(session, 201)));
        replay.fact("links", factory.count("Article_tags"));
        failIn(replay, M2mAction.POST_ADD);
        replay.step(
                "autocommit, error in m2m post_add", session -> tags(session).add(tag(session, 201)));
        replay.fact("links", factory.count("Article_tags"));

        replay.recorder().disconnect();
        replay.before(session -> {
            tags(session).add(tag(session, 201));
            session.persist(new Tag("t2"));
        });
        failIn(replay, M2mAction.POST_REMOVE);
        replay.step(
                "autocommit, error in m2m post_remove", session -> tags(session).remove(tag(session, 201)));
        replay.fact("links", factory.count("Article_tags"));
        replay.step(
                "autocommit, error in m2m post_clear", session -> tags(session).clear());
        replay.fact("links", factory.count("Article_tags"));
        failIn(replay, M2mAction.POST_ADD);
        replay.step(
                "autocommit, set([t2]): remove went well, post_add fails: both undone", session -> set(session, 202));
        replay.fact("links", rows(factory, "select tags_id from Article_tags"));
    }

    private static void failIn(Replay replay, M2mAction action) {
        replay.recorder().disconnect();
        replay.recorder().failIn(replay.factory().signals().m2mChanged(), event -> event.action() == action);
    }

    @Test
    void s48_using() {
        try (TestFactory other = factory("other")) {
            other.inTransaction(session -> sql(session, "alter sequence page_key restart with 1"));
            compare("s48_using", replay -> {
                List.of(PRE_SAVE, POST_SAVE, PRE_DELETE, POST_DELETE).forEach(replay.recorder()::listenTo);
                Page first = new Page("p");
                Page second = new Page("q");

                replay.step("save(using='other')", other, session -> save(session, first));
                replay.step("objects.using('other').create()", other, session -> save(session, second));
                replay.step("an object that came from 'other', save() with no argument", other, session -> {
                    session.find(Page.class, second.id);
                    session.flush();
                });
                replay.step("delete(using='other')", other, session -> {
                    session.remove(session.find(Page.class, first.id));
                    session.flush();
                });
                replay.step("objects.using('other').all().delete()", other, session -> {
                    session.createSelectionQuery("from Page", Page.class)
                            .getResultList()
                            .forEach(session::remove);
                    session.flush();
                });
            });
        }
    }

    private void compare(String scenario, Consumer<Replay> steps) {
        Recording django = Recording.ofDjango(scenario);
        try (TestFactory factory = factory("default")) {
            Replay replay = new Replay(django, factory);
            try {
                steps.accept(replay);
            } finally {
                replay.recorder().disconnect();
            }
            Comparer.compare(django, replay.recorded());
        }
    }

    private TestFactory factory(String name) {
        return TestFactory.of(database, Map.of("hibernate.session_factory_name", name), Blog.entities());
    }

    private static void save(Session session, Object entity) {
        session.persist(entity);
        session.flush();
    }

    /** A save is announced only if it changes something. */
    private static void resave(Session session, Article article) {
        article(session, article).title += "!";
        session.flush();
    }

    private static void caught(Runnable work) {
        try {
            work.run();
        } catch (Boom e) {
            assertThat(e).hasMessage("receiver");
        }
    }

    /** Django asks for the tags before it deletes. */
    private static void deleteKnowingItsTags(Session session, Article article) {
        assertThat(article(session, article).tags).isEmpty();
        delete(session, article);
    }

    private static void delete(Session session, Article article) {
        session.remove(article(session, article));
        session.flush();
    }

    private static Article article(Session session, Article article) {
        return session.find(Article.class, article.id);
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

    /** The tags of the one article of a scenario. */
    private static Set<Tag> tags(Session session) {
        return session.find(Article.class, 101L).tags;
    }

    private static Tag tag(Session session, long id) {
        return session.find(Tag.class, id);
    }

    private static List<Tag> found(Session session, long... ids) {
        return Arrays.stream(ids).mapToObj(id -> tag(session, id)).toList();
    }

    private static void set(Session session, long... ids) {
        Set<Tag> tags = tags(session);
        tags.clear();
        tags.addAll(found(session, ids));
    }

    /** Asks for a clear: Hibernate deletes all rows of a collection that nobody has read. */
    private static void replaceUnread(Session session, long... ids) {
        session.find(Article.class, 101L).tags = new HashSet<>(found(session, ids));
    }

    private static void create(Session session, String name) {
        Tag tag = new Tag(name);
        save(session, tag);
        tags(session).add(tag);
    }

    private static void getOrCreate(Session session, String name) {
        List<Tag> found = session.createSelectionQuery(
                        "select tag from Article article join article.tags tag where tag.name = :name", Tag.class)
                .setParameter("name", name)
                .getResultList();
        if (found.isEmpty()) {
            create(session, name);
        }
    }

    /** The names of the tags of all articles. */
    private static List<Object> linked(TestFactory factory) {
        return keys(factory, "select name from Tag join Article_tags on tags_id = id order by name");
    }

    private static void contribute(Session session, long person) {
        session.persist(new Contribution(session.find(Article.class, 101L), session.find(Author.class, person)));
    }

    private static List<Contribution> contributions(Session session, long person) {
        return session.createSelectionQuery("from Contribution where person.id = :person", Contribution.class)
                .setParameter("person", person)
                .getResultList();
    }

    private static int hql(Session session, String statement) {
        return session.createMutationQuery(statement).executeUpdate();
    }

    private static int sql(Session session, String statement) {
        return session.createNativeMutationQuery(statement).executeUpdate();
    }

    private static List<Object> keys(TestFactory factory, String query) {
        return factory.fromTransaction(
                session -> session.createNativeQuery(query, Object.class).getResultList());
    }

    /** The rows of a query, each as a list of its columns. */
    private static List<List<Object>> rows(TestFactory factory, String query) {
        return factory.fromTransaction(
                session -> session.createNativeQuery(query, Object[].class).getResultList().stream()
                        .map(Arrays::asList)
                        .toList());
    }
}
