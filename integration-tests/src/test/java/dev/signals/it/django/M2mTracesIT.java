package dev.signals.it.django;

import static dev.signals.it.django.Steps.compare;
import static dev.signals.it.django.Steps.found;
import static dev.signals.it.django.Steps.keys;
import static dev.signals.it.django.Steps.save;
import static dev.signals.it.django.Steps.set;
import static dev.signals.it.django.Steps.sql;
import static dev.signals.it.django.Steps.tag;
import static dev.signals.it.django.Steps.tags;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.M2mAction;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Author;
import dev.signals.it.django.Blog.Contribution;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.support.TestFactory;
import java.util.HashSet;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The scenarios about changes of associations. {@link Steps} says what a step is. */
@OnEveryDatabase
class M2mTracesIT {

    private final Database database;

    M2mTracesIT(Database database) {
        this.database = database;
    }

    @Test
    void s22_m2mForward() {
        compare(database, "s22_m2m_forward", replay -> {
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
        compare(database, "s24_m2m_set", replay -> {
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
        compare(database, "s26_m2m_create_helpers", replay -> {
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
        compare(database, "s28_m2m_own_through_model", replay -> {
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
        compare(database, "s30_m2m_receiver_changes_pk_set", replay -> {
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
        compare(database, "s32_m2m_without_listeners", replay -> {
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
}
