package dev.signals.it.django;

import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.POST_DELETE;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static dev.signals.hibernate.ModelSignals.PRE_DELETE;
import static dev.signals.hibernate.ModelSignals.PRE_SAVE;
import static dev.signals.it.django.Steps.article;
import static dev.signals.it.django.Steps.compare;
import static dev.signals.it.django.Steps.factory;
import static dev.signals.it.django.Steps.rows;
import static dev.signals.it.django.Steps.save;
import static dev.signals.it.django.Steps.set;
import static dev.signals.it.django.Steps.sql;
import static dev.signals.it.django.Steps.tag;
import static dev.signals.it.django.Steps.tags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.signal.PostSaveSignal;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.NewsArticle;
import dev.signals.it.django.Blog.Page;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.support.TestFactory;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The scenarios about receivers: their order, their exceptions, transactions and databases. {@link Steps} says what a step is. */
@OnEveryDatabase
class ReceiverTracesIT {

    private final Database database;

    ReceiverTracesIT(Database database) {
        this.database = database;
    }

    @Test
    void s34_receiversOrderUidAndDuplicates() {
        compare(database, "s34_receivers_order_uid_and_duplicates", replay -> {
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
        compare(database, "s42_rollback_takes_nothing_back", replay -> {
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
        compare(database, "s44_on_commit", replay -> {
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
        compare(database, "s46_exceptions_in_receivers", replay -> {
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
        try (TestFactory other = factory(database, "other")) {
            other.inTransaction(session -> sql(session, "alter sequence page_key restart with 1"));
            compare(database, "s48_using", replay -> {
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
}
