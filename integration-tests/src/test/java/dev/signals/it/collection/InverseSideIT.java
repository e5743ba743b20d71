package dev.signals.it.collection;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Scope;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code M2M_CHANGED} of associations with a join table, connected for the side with {@code mappedBy}. */
@OnEveryDatabase
class InverseSideIT {

    @Entity(name = "Post")
    static class Post {
        @Id
        @GeneratedValue
        Long id;

        @ManyToMany
        Set<Label> labels = new HashSet<>();

        @Embedded
        Extras extras = new Extras();
    }

    @Embeddable
    static class Extras {
        @ManyToMany
        @JoinTable(name = "post_topic")
        Set<Label> topics = new HashSet<>();
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        String name;

        @ManyToMany(mappedBy = "labels")
        Set<Post> posts = new HashSet<>();

        @ManyToMany(mappedBy = "extras.topics")
        Set<Post> asTopic = new HashSet<>();

        Label() {}

        Label(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Badge")
    static class Badge extends Label {
        Badge() {}

        Badge(String name) {
            super(name);
        }
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();
    private Long first = 0L;
    private Long second = 0L;

    InverseSideIT(Database database) {
        factory = TestFactory.of(database, Post.class, Label.class, Badge.class);
    }

    @BeforeEach
    void twoPostsAndThreeLabels() {
        factory.inTransaction(session -> {
            session.persist(new Label("a"));
            session.persist(new Label("b"));
            session.persist(new Badge("c"));
            Post one = new Post();
            one.labels.add(session.find(Label.class, "a"));
            session.persist(one);
            Post other = new Post();
            session.persist(other);
            first = one.id;
            second = other.id;
        });
        factory.statements().clear();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void listen() {
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> log.add(line(event)));
    }

    private String line(M2mChanged<?> event) {
        String posts = event.pks().stream()
                .map(id -> id.equals(first) ? "first" : id.equals(second) ? "second" : "new")
                .sorted()
                .toList()
                .toString();
        return event.action() + " " + event.id() + "." + event.attribute() + " " + posts;
    }

    private void change(Consumer<Post> change) {
        factory.inTransaction(session -> change.accept(session.find(Post.class, first)));
    }

    private static Label label(Session session, String name) {
        return session.getReference(Label.class, name);
    }

    @Test
    void theSameChangeIsSeenFromTheOtherSide() {
        List<M2mChanged<Label>> events = new ArrayList<>();
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> {
            events.add(event);
            log.add(line(event));
        });

        factory.inTransaction(session -> {
            Post post = session.find(Post.class, first);
            post.labels.clear();
            post.labels.add(session.find(Label.class, "b"));
            log.add("-");
        });

        assertThat(log)
                .containsExactly(
                        "-",
                        "pre_remove a.posts [first]",
                        "pre_add b.posts [first]",
                        "post_remove a.posts [first]",
                        "post_add b.posts [first]");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.reverse()).isTrue();
            assertThat(event.pksKnown()).isTrue();
            assertThat(event.model()).isEqualTo(Post.class);
            assertThat(event.sender()).isEqualTo(Label.class);
            assertThat(event.instance()).isExactlyInstanceOf(Label.class);
            assertThat(event.role()).isEqualTo(Label.class.getName() + ".posts");
            assertThat(event.elements()).singleElement().isInstanceOf(Post.class);
            assertThat(event.ownerDeleted()).isFalse();
        });
    }

    @Test
    void allPostsOfAFlushAreOneEventOfTheirLabel() {
        listen();

        factory.inTransaction(session -> {
            Label b = session.find(Label.class, "b");
            session.find(Post.class, first).labels.add(b);
            session.find(Post.class, second).labels.add(b);
        });

        assertThat(log).containsExactly("pre_add b.posts [first, second]", "post_add b.posts [first, second]");
    }

    @Test
    void nothingIsLoadedForALabelThatIsAReference() {
        List<Boolean> loaded = new ArrayList<>();
        List<Object> ids = new ArrayList<>();
        Runnable work = () -> factory.inTransaction(
                session -> session.find(Post.class, first).labels.add(label(session, "b")));
        work.run();
        List<String> without = List.copyOf(factory.statements().all());
        factory.inTransaction(session -> session.find(Post.class, first).labels.remove(session.find(Label.class, "b")));
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> {
            loaded.add(Hibernate.isInitialized(event.instance()));
            ids.add(event.id());
        });

        factory.statements().clear();
        work.run();

        assertThat(factory.statements().all()).isEqualTo(without);
        assertThat(loaded).containsExactly(false, false);
        assertThat(ids).containsExactly("b", "b");
    }

    @Test
    void theOwnerHasItsEventAsBefore() {
        listen();
        factory.signals().m2mChanged().connect(event -> log.add("owner " + event.action() + " " + event.reverse()));

        factory.inTransaction(session -> {
            Post post = session.find(Post.class, first);
            Label b = session.find(Label.class, "b");
            post.labels.add(b);
            b.posts.add(post);
        });

        assertThat(log)
                .containsExactly(
                        "owner pre_add false",
                        "pre_add b.posts [first]",
                        "owner post_add false",
                        "post_add b.posts [first]");
    }

    @Test
    void theOtherSideAloneIsNotWrittenAndNotAnnounced() {
        listen();

        factory.inTransaction(session -> session.find(Label.class, "b").posts.add(session.find(Post.class, first)));

        assertThat(log).isEmpty();
    }

    @Test
    void aReceiverOfAllAttributesDoesNotHearTheOtherSide() {
        factory.signals().m2mChanged().connect(Label.class, event -> log.add("all"));
        listen();

        factory.inTransaction(session -> session.find(Post.class, first).labels.add(session.find(Label.class, "b")));

        assertThat(log).doesNotContain("all").hasSize(2);
    }

    @Test
    void aNewPostIsKnownByIdentifierAfterTheFlush() {
        listen();

        factory.inTransaction(session -> {
            Post post = new Post();
            post.labels.add(session.find(Label.class, "b"));
            session.persist(post);
        });

        assertThat(log).containsExactly("pre_add b.posts [new]", "post_add b.posts [new]");
    }

    @Test
    void aDeletedPostIsARemovalOfItsLoadedLabels() {
        List<Boolean> deleted = new ArrayList<>();
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> {
            log.add(line(event));
            deleted.add(event.ownerDeleted());
        });

        factory.inTransaction(session -> {
            Post post = session.find(Post.class, first);
            Hibernate.initialize(post.labels);
            session.remove(post);
        });

        assertThat(log).containsExactly("pre_remove a.posts [first]", "post_remove a.posts [first]");
        assertThat(deleted).containsExactly(true, true);
    }

    @Test
    void aClearTellsTheOtherSideNothingUnlessItAsksForTheKeys() {
        listen();
        change(post -> post.labels = new HashSet<>());
        assertThat(log).isEmpty();

        factory.inTransaction(session -> session.find(Post.class, first).labels.add(session.find(Label.class, "a")));
        log.clear();
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> log.add("keys"), loadingKeys());
        change(post -> post.labels = new HashSet<>());
        assertThat(log).containsExactly("pre_remove a.posts [first]", "keys", "post_remove a.posts [first]", "keys");
    }

    @Test
    void whatAReceiverChangesBeforeTheFlushIsAnnouncedThen() {
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> {
            log.add(line(event));
            if (event.action() == M2mAction.PRE_ADD && "b".equals(event.id())) {
                Post post = event.session().find(Post.class, first);
                post.labels.add(event.session().find(Label.class, "c"));
            }
        });
        factory.signals().m2mChanged().connect(Badge.class, "posts", event -> log.add("badge " + line(event)));

        factory.inTransaction(session -> session.find(Post.class, first).labels.add(session.find(Label.class, "b")));

        assertThat(log).startsWith("pre_add b.posts [first]", "badge pre_add c.posts [first]");
        assertThat(log.subList(2, log.size()))
                .containsExactlyInAnyOrder("post_add b.posts [first]", "badge post_add c.posts [first]");
        assertThat(factory.count("Post_Label")).isEqualTo(3);
    }

    @Test
    void aVetoKeepsTheFlushFromBeginning() {
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> {
            throw new IllegalArgumentException("no");
        });

        assertThatThrownBy(() -> factory.inTransaction(
                        session -> session.find(Post.class, first).labels.add(session.find(Label.class, "b"))))
                .hasMessage("no");
        assertThat(factory.count("Post_Label")).isEqualTo(1);
    }

    @Test
    void anAssociationInAnEmbeddable() {
        listen();
        factory.signals().m2mChanged().connect(Label.class, "asTopic", event -> log.add(line(event)));

        factory.inTransaction(
                session -> session.find(Post.class, first).extras.topics.add(session.find(Label.class, "b")));

        assertThat(log).containsExactly("pre_add b.asTopic [first]", "post_add b.asTopic [first]");
    }

    @Test
    void afterTheCommitAndMuted() {
        factory.signals().m2mChanged().connect(Label.class, "posts", event -> log.add(line(event)), afterCommit());

        factory.inTransaction(session -> {
            session.find(Post.class, first).labels.add(session.find(Label.class, "b"));
            session.flush();
            log.add("-");
        });
        assertThat(log).containsExactly("-", "pre_add b.posts [first]", "post_add b.posts [first]");

        log.clear();
        Scope muted = factory.signals().mute();
        change(post -> post.labels.clear());
        muted.close();
        assertThat(log).isEmpty();
    }

    @Test
    void aQueryOfAReceiverSeesTheRowsBeforeAndAfter() {
        factory.signals()
                .m2mChanged()
                .connect(
                        Label.class,
                        "posts",
                        event -> log.add(event.action() + " "
                                + event.session()
                                        .createSelectionQuery("select count(*) from Post p join p.labels", Long.class)
                                        .getSingleResult()));

        factory.inTransaction(session -> {
            session.find(Post.class, first).labels.add(session.find(Label.class, "b"));
            session.createSelectionQuery("from Post", Post.class).getResultList();
        });

        assertThat(log).containsExactly("pre_add 1", "post_add 2");
    }

    @Test
    void aRegistryMayConnectEveryEntity() {
        factory.signals().m2mChanged().connect(Badge.class, event -> log.add("never"));
        factory.signals().collectionChanged().connect(Label.class, event -> log.add("never"));

        factory.inTransaction(session -> session.persist(new Badge("d")));

        assertThat(log).isEmpty();
    }
}
