package dev.signals.it.pitfall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.Test;

/** Pitfalls 13 to 18 and 38: changes of collections. */
@OnEveryDatabase
class CollectionPitfallsIT {

    @Entity(name = "Post")
    static class Post {
        @Id
        String code;

        @ManyToMany
        @JoinTable(name = "post_label")
        Set<Label> labels = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "post_bag")
        List<Label> bag = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY)
        Post sequel;

        Post() {}

        Post(String code) {
            this.code = code;
        }
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        String name;

        String text;

        @ManyToMany(mappedBy = "labels")
        Set<Post> posts = new HashSet<>();

        Label() {}

        Label(String name) {
            this.name = name;
        }
    }

    private final Database database;

    CollectionPitfallsIT(Database database) {
        this.database = database;
    }

    /** A post with labels a and b in both collections, another one without, and a label c. */
    private Trial posts() {
        return Trial.of(database, Post.class, Label.class)
                .given(session -> {
                    Post post = new Post("1");
                    Post other = new Post("2");
                    other.sequel = post;
                    for (String name : List.of("a", "b")) {
                        Label label = new Label(name);
                        session.persist(label);
                        post.labels.add(label);
                        post.bag.add(label);
                    }
                    session.persist(new Label("c"));
                    session.persist(post);
                    session.persist(other);
                })
                .receivers(CollectionPitfallsIT::listen);
    }

    private static void listen(FactorySignals signals, EventLog log) {
        signals.m2mChanged().connect(event -> log.add(line(event)));
    }

    private static String line(M2mChanged<?> event) {
        return event.action() + " " + event.attribute() + " "
                + (event.pksKnown() ? new TreeSet<>(event.pks(String.class)) : "unknown");
    }

    private static Post post(Session session) {
        return session.find(Post.class, "1");
    }

    private static Label label(Session session, String name) {
        return session.find(Label.class, name);
    }

    // 13

    @Test
    void p13_aChangeOfBothSidesIsOneEvent() {
        posts().inTransaction(session -> {
                    Post post = post(session);
                    Label label = label(session, "c");
                    post.labels.add(label);
                    label.posts.add(post);
                })
                .addsNothing()
                .announces("pre_add labels [c]", "post_add labels [c]");
    }

    @Test
    void p13_aChangeOfTheOtherSideAloneWritesAndAnnouncesNothing() {
        posts().inTransaction(session -> {
                    label(session, "c").posts.add(post(session));
                    label(session, "a").posts.clear();
                })
                .addsNothing()
                .announces();
    }

    // 14

    @Test
    void p14_replacingACollectionIsTheDifferenceByKey() {
        posts().inTransaction(session -> {
                    Post post = post(session);
                    Hibernate.initialize(post.labels);
                    post.labels = new HashSet<>(Set.of(label(session, "b"), label(session, "c")));
                })
                .addsNothing()
                .announces(
                        "pre_remove labels [a]", "pre_add labels [c]", "post_remove labels [a]", "post_add labels [c]");
    }

    @Test
    void p14_replacingACollectionByTheSameContentIsSilent() {
        posts().inTransaction(session -> {
                    Post post = post(session);
                    post.labels = new HashSet<>(post.labels);
                })
                .addsNothing()
                .announces();
    }

    // 15

    @Test
    void p15_whatWasRemovedIsKnownAfterTheFlushToo() {
        posts().inTransaction(session -> post(session).labels.removeIf(label -> label.name.equals("a")))
                .addsNothing()
                .announces("pre_remove labels [a]", "post_remove labels [a]");
    }

    @Test
    void p15_whatAMergeRemovesAndAddsIsKnown() {
        posts().run((factory, log) -> {
                    Post detached = factory.fromTransaction(session -> {
                        Post post = post(session);
                        Hibernate.initialize(post.labels);
                        return post;
                    });
                    detached.labels.removeIf(label -> label.name.equals("a"));
                    detached.labels.add(factory.fromTransaction(session -> label(session, "c")));
                    factory.inTransaction(session -> session.merge(detached));
                })
                .addsNothing()
                .announces(
                        "pre_remove labels [a]", "pre_add labels [c]", "post_remove labels [a]", "post_add labels [c]");
    }

    // 16

    @Test
    void p16_emptyCollectionsOfANewOwnerAreSilent() {
        posts().inTransaction(session -> session.persist(new Post("3")))
                .addsNothing()
                .announces("pre_save Post new", "post_save Post created");
    }

    // 17

    @Test
    void p17_aCollectionThatIsNotLoadedIsClearedWithoutKeys() {
        posts().inTransaction(session -> post(session).labels = null)
                .addsNothing()
                .announces("pre_clear labels unknown", "post_clear labels unknown");
    }

    @Test
    void p17_theCollectionsOfADeletedOwnerAreClearedToo() {
        posts().given(session -> {
                    Label label = new Label("a");
                    session.persist(label);
                    Post post = new Post("1");
                    post.labels.add(label);
                    session.persist(post);
                })
                .inTransaction(session -> {
                    Post post = post(session);
                    Hibernate.initialize(post.labels);
                    session.remove(post);
                })
                .addsNothing()
                .announces(
                        "pre_delete Post EXPLICIT",
                        "pre_clear bag unknown",
                        "pre_remove labels [a]",
                        "post_clear bag unknown",
                        "post_remove labels [a]",
                        "post_delete Post");
    }

    @Test
    void p17_withTheOptionOneQueryForKeysComesFirst() {
        posts().receivers((signals, log) -> {
                    listen(signals, log);
                    signals.m2mChanged().connect(Post.class, "labels", event -> {}, ModelSignals.loadingKeys());
                })
                .inTransaction(session -> post(session).labels = new HashSet<>(Set.of(label(session, "b"))))
                .adds("select post")
                .announces("pre_remove labels [a]", "post_remove labels [a]");
    }

    // 18

    @Test
    void p18_ofABagThatIsWrittenAnewOneIsRemoved() {
        posts().inTransaction(session -> post(session).bag.removeIf(label -> label.name.equals("a")))
                .addsNothing()
                .announces("pre_remove bag [a]", "post_remove bag [a]");
    }

    // 38

    @Test
    void p38_elementsThatAreProxiesAreKnownAndNotLoaded() {
        List<Boolean> proxies = new ArrayList<>();
        posts().receivers((signals, log) -> signals.m2mChanged().connect(event -> {
                    log.add(line(event));
                    event.elements()
                            .forEach(element -> proxies.add(
                                    element instanceof HibernateProxy || !Hibernate.isInitialized(element)));
                }))
                .inTransaction(session -> post(session).bag.add(session.getReference(Label.class, "c")))
                .addsNothing()
                .announces("pre_add bag [c]", "post_add bag [c]");
        assertThat(proxies).containsExactly(true, true);
    }

    @Test
    void p38_anOwnerChangedThroughItsProxyIsAnnouncedAsItself() {
        posts().receivers((signals, log) -> signals.m2mChanged()
                        .connect(
                                Post.class,
                                event -> log.add(event.action() + " of "
                                        + event.instance().getClass().getSimpleName() + " "
                                        + event.sender().getSimpleName())))
                .inTransaction(session -> {
                    Post proxy = session.find(Post.class, "2").sequel;
                    ((Post) Hibernate.unproxy(proxy)).labels.clear();
                })
                .addsNothing()
                .announces("pre_remove of Post Post", "post_remove of Post Post");
    }
}
