package dev.signals.it.django;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Author;
import dev.signals.it.django.Blog.NewsArticle;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of {@code docs/django.md} about associations that neither a trace nor a test about something larger shows. */
@OnEveryDatabase
class M2mConformanceIT {

    /** Holds tags in a bag, where one may occur twice. */
    @Entity(name = "Pile")
    static class Pile {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @ManyToMany
        List<Tag> tags = new ArrayList<>();
    }

    private final TestFactory factory;
    private final Article article = new Article("a");
    private final Tag first = new Tag("t1");
    private final Tag second = new Tag("t2");
    private EventLog log = new EventLog();

    M2mConformanceIT(Database database) {
        List<Class<?>> entities = new ArrayList<>(List.of(Blog.entities()));
        entities.add(Pile.class);
        factory = TestFactory.of(database, entities.toArray(Class<?>[]::new));
    }

    @BeforeEach
    void anArticleAndTwoTags() {
        factory.inTransaction(session -> List.of(article, first, second).forEach(session::persist));
        log = EventLog.of(factory.signals());
        factory.signals().m2mChanged().connect(event -> log.add(EventLog.line(event)));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void b20_theSenderIsTheOwnerAndTheRoleNamesTheAssociation() {
        List<M2mChanged<?>> events = new ArrayList<>();
        factory.signals().m2mChanged().connect(events::add);

        change(article -> article.tags.add(first));

        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.sender()).isEqualTo(Article.class);
            assertThat(event.role()).isEqualTo(Article.class.getName() + ".tags");
        });
    }

    @Test
    void d23_theFarEndCannotBeDeletedWhileAnArticleHoldsIt() {
        change(article -> article.tags.add(first));
        log.clear();

        assertThatThrownBy(() -> factory.inTransaction(session -> session.remove(session.find(Tag.class, first.id))))
                .hasStackTraceContaining(ConstraintViolationException.class.getName());
        assertThat(log.lines()).containsExactly("pre_delete Tag EXPLICIT");
        log.clear();
        factory.inTransaction(session -> {
            Tag tag = session.find(Tag.class, first.id);
            article(session).tags.remove(tag);
            session.remove(tag);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Tag EXPLICIT",
                        "pre_remove tags [201]",
                        "post_remove tags [201]",
                        "post_delete Tag");
    }

    @Test
    void e12_theSenderIsTheChildAndTheRoleIsThatOfTheDeclaringClass() {
        NewsArticle news = factory.saved(new NewsArticle("n"));
        List<M2mChanged<?>> ofArticles = new ArrayList<>();
        List<M2mChanged<?>> ofAll = new ArrayList<>();
        factory.signals().m2mChanged().connect(Article.class, "tags", ofArticles::add);
        factory.signals().m2mChanged().connect(Article.class, "tags", ofAll::add, includingSubtypes());

        factory.inTransaction(
                session -> session.find(Article.class, news.id).tags.add(first));

        assertThat(ofArticles).isEmpty();
        assertThat(ofAll).hasSize(2).allSatisfy(event -> {
            assertThat(event.sender()).isEqualTo(NewsArticle.class);
            assertThat(event.instance()).isExactlyInstanceOf(NewsArticle.class);
            assertThat(event.role()).isEqualTo(Article.class.getName() + ".tags");
            assertThat(event.model()).isEqualTo(Tag.class);
        });
    }

    @Test
    void g01_severalCallsInOneTransactionAreOnePair() {
        change(article -> {
            article.tags.add(first);
            article.tags.add(second);
        });

        assertThat(log.lines()).containsExactly("pre_add tags [201, 202]", "post_add tags [201, 202]");
    }

    @Test
    void g11_theKeyOfWhatABagHoldsTwiceIsNamedOnce() {
        Pile pile = new Pile();
        pile.tags.addAll(List.of(first, first));

        factory.saved(pile);

        assertThat(log.lines()).contains("pre_add tags [201]", "post_add tags [201]");
        assertThat(factory.count("Pile_Tag")).isEqualTo(2);
    }

    @Test
    void g12_aReferenceStandsForAKeyAndIsNotLoaded() {
        factory.statements().clear();

        factory.inTransaction(session -> article(session).tags.add(session.getReference(Tag.class, first.id)));

        assertThat(log.lines()).containsExactly("pre_add tags [201]", "post_add tags [201]");
        assertThat(factory.statements().all()).doesNotContain("select tag");
    }

    @Test
    void g13_anUnsavedElementFailsInTheFlushAndHasNoKeyBefore() {
        List<Object> elements = new ArrayList<>();
        factory.signals().m2mChanged().connect(event -> elements.addAll(event.elements()));
        Tag unsaved = new Tag("unsaved");

        assertThatThrownBy(() -> change(article -> article.tags.add(unsaved)))
                .hasStackTraceContaining("unsaved transient instance");

        assertThat(log.lines()).containsExactly("pre_add tags []");
        assertThat(elements).containsExactly(unsaved);
    }

    @Test
    void g13_anOwnerNeedNotBeSavedBefore() {
        Article created = new Article("new");
        created.tags.add(first);

        factory.saved(created);

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article new",
                        "pre_add tags [201]",
                        "post_save Article created",
                        "post_add tags [201]");
    }

    @Test
    void g14_aReferenceWithoutARowFailsInTheFlushAfterPreAdd() {
        assertThatThrownBy(() -> factory.inTransaction(
                        session -> article(session).tags.add(session.getReference(Tag.class, 999L))))
                .hasStackTraceContaining(ConstraintViolationException.class.getName());

        assertThat(log.lines()).containsExactly("pre_add tags [999]");
    }

    @Test
    void g16_theOtherSideAloneIsNeitherWrittenNorAnnounced() {
        factory.inTransaction(
                session -> session.find(Tag.class, first.id).articles.add(article(session)));

        assertThat(log.lines()).isEmpty();
        assertThat(factory.count("Article_tags")).isZero();
    }

    @Test
    void g17_friendsOfEachOtherAreTwoAssociations() {
        Author ann = factory.saved(new Author("ann"));
        Author bob = factory.saved(new Author("bob"));
        log.clear();

        factory.inTransaction(session -> {
            session.find(Author.class, ann.id).friends.add(bob);
            session.find(Author.class, bob.id).friends.add(ann);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_add friends [2]", "pre_add friends [1]", "post_add friends [2]", "post_add friends [1]");
    }

    @Test
    void g18_aSelfReferenceHasAnOwnerLikeAnyOther() {
        Author ann = factory.saved(new Author("ann"));
        Author bob = factory.saved(new Author("bob"));
        log.clear();

        factory.inTransaction(
                session -> session.find(Author.class, ann.id).follows.add(bob));
        factory.inTransaction(
                session -> session.find(Author.class, ann.id).followers.add(bob));

        assertThat(log.lines()).containsExactly("pre_add follows [2]", "post_add follows [2]");
        assertThat(factory.count("Author_follows")).isEqualTo(1);
    }

    @Test
    void g21_aNewElementAndItsAdditionAreAnnouncedTogetherBeforeAndAfterOneFlush() {
        factory.inTransaction(session -> {
            Tag created = new Tag("new");
            session.persist(created);
            article(session).tags.add(created);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Tag new", "pre_add tags [203]", "post_save Tag created", "post_add tags [203]");
    }

    @Test
    void g23_listeningDoesNotChangeTheStatementsUnlessKeysAreAskedFor() {
        List<String> heard = statementsOfReplacing();

        factory.signals().m2mChanged().signal().connections().forEach(Connection::close);
        assertThat(statementsOfReplacing()).isEqualTo(heard);

        factory.signals().m2mChanged().connect(Article.class, "tags", event -> {}, loadingKeys());
        assertThat(statementsOfReplacing()).hasSize(heard.size() + 1).containsAll(heard);
    }

    @Test
    void g25_theAssociationsOfRawWorkAreRawAndComeAfterTheirSaves() {
        List<String> raw = new ArrayList<>();
        factory.signals().preSave().connect(event -> raw.add("pre_save " + event.raw()));
        factory.signals().postSave().connect(event -> raw.add("post_save " + event.raw()));
        factory.signals().m2mChanged().connect(event -> raw.add(event.action() + " " + event.raw()));
        Article fixture = new Article(500, "fixture");
        fixture.tags.add(first);

        factory.inTransaction(session -> factory.signals().raw(session, () -> session.persist(fixture)));

        assertThat(raw).containsExactly("pre_save true", "pre_add true", "post_save true", "post_add true");
    }

    @Test
    void g26_inPostSaveTheRowsAreThere() {
        List<Long> rows = new ArrayList<>();
        factory.signals().postSave().connect(Article.class, event -> rows.add(links(event)));
        Article created = new Article("new");
        created.tags.addAll(List.of(first, second));

        factory.saved(created);

        assertThat(rows).containsExactly(2L);
    }

    @Test
    void g27_statementsAnnounceNothing() {
        factory.inTransaction(session -> {
            session.createNativeMutationQuery("insert into Article_tags (articles_id, tags_id) values (101, 201)")
                    .executeUpdate();
            session.createMutationQuery("delete Article").executeUpdate();
        });

        assertThat(log.lines()).isEmpty();
        assertThat(factory.count("Article_tags")).isZero();
    }

    private void change(Consumer<Article> change) {
        factory.inTransaction(session -> change.accept(article(session)));
    }

    private Article article(Session session) {
        return session.find(Article.class, Objects.requireNonNull(article.id));
    }

    /** What it takes to give the article other tags than it has, without having read those. */
    private List<String> statementsOfReplacing() {
        change(article -> article.tags.add(first));
        factory.statements().clear();
        change(article -> article.tags = new HashSet<>(List.of(second)));
        return factory.statements().all();
    }

    /** How many rows link articles to tags, asked past Hibernate's flush. */
    private static long links(ModelEvent<?> event) {
        return event.session().doReturningWork(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from Article_tags")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
