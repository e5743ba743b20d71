package dev.signals.it.collection;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.hibernate.ModelSignals.includingCollections;
import static dev.signals.hibernate.ModelSignals.onChange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Scope;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.it.collection.Magazine.Article;
import dev.signals.it.collection.Magazine.Author;
import dev.signals.it.collection.Magazine.Line;
import dev.signals.it.collection.Magazine.Place;
import dev.signals.it.collection.Magazine.Tag;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The net changes of collections in {@code changed}. Nobody listens to the signals about collections. */
@OnEveryDatabase
class ChangedCollectionsIT {

    private final TestFactory factory;
    private final Tag a = new Tag("a");
    private final Tag b = new Tag("b");
    private final Tag c = new Tag("c");
    private final List<String> log = new ArrayList<>();
    private Long id = 0L;

    ChangedCollectionsIT(Database database) {
        factory = TestFactory.of(database, Magazine.entities());
    }

    @BeforeEach
    void anArticleAndThreeTags() {
        id = factory.fromTransaction(session -> {
            List.of(a, b, c).forEach(session::persist);
            session.persist(new Author("ann"));
            Article article = new Article(a);
            session.persist(article);
            return article.id;
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void listen() {
        factory.signals().changed().connect(Article.class, event -> log.add(line(event)), includingCollections());
    }

    private static String line(Changed<?> event) {
        return EventLog.line(event) + " " + event.collections().values();
    }

    private void change(Consumer<Article> change) {
        factory.inTransaction(session -> change.accept(session.find(Article.class, id)));
    }

    @Test
    void theFlushesOfATransactionAreOneDifference() {
        listen();

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            article.tags.add(b);
            session.flush();
            article.tags.remove(b);
            article.tags.remove(a);
            article.tags.add(c);
            session.flush();
            article.labels.add("x");
        });

        assertThat(log).containsExactly("UPDATED Article 0x [tags: +[c] -[a], labels: +[x] -[]]");
    }

    @Test
    void whatComesToNothingIsNotSent() {
        listen();

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            article.tags.remove(a);
            article.labels.add("x");
            session.flush();
            article.tags.add(a);
            article.labels.clear();
        });

        assertThat(log).isEmpty();
    }

    @Test
    void aChangeOfCollectionsAloneCountsForThoseWhoAsk() {
        List<String> others = new ArrayList<>();
        factory.signals().changed().connect(event -> others.add(EventLog.line(event)));
        factory.signals().changed().connect(event -> others.add(EventLog.line(event)), beforeCommit());
        listen();

        change(article -> article.tags.add(b));
        assertThat(others).isEmpty();
        assertThat(log).containsExactly("UPDATED Article 0x [tags: +[b] -[]]");

        change(article -> article.title = "t");
        assertThat(others).containsExactly("UPDATED Article 1x title null->t", "UPDATED Article 1x title null->t");
    }

    @Test
    void whoeverDoesNotAskIsToldHowTo() {
        List<Changed<Article>> events = new ArrayList<>();
        factory.signals().changed().connect(Article.class, events::add);

        change(article -> {
            article.title = "t";
            article.tags.add(b);
        });

        assertThat(events).hasSize(1);
        assertThatThrownBy(events.get(0)::collections)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("includingCollections()");
    }

    @Test
    void aReceiverMethodAsksByItsAnnotation() {
        factory.signals().register(new Object() {
            @Receiver(includingCollections = true, includingCreatedAndDeleted = true)
            void changed(Changed<Article> event) {
                log.add(line(event));
            }
        });

        change(article -> article.tags.add(b));
        factory.inTransaction(session -> {
            Article article = new Article();
            session.persist(article);
            session.flush();
            session.remove(article);
        });

        assertThat(log).containsExactly("UPDATED Article 0x [tags: +[b] -[]]", "CREATED_AND_DELETED Article 1x []");
    }

    @Test
    void attributesAndCollectionsAreOneEventInWhateverOrderTheyWereWritten() {
        listen();
        factory.signals()
                .changed()
                .connect(Article.class, event -> log.add("title"), includingCollections(), onChange("title"));

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            article.tags.add(b);
            session.flush();
            article.title = "t";
            session.flush();
            article.tags.add(c);
        });

        assertThat(log).containsExactly("UPDATED Article 1x title null->t [tags: +[b, c] -[]]", "title");
    }

    @Test
    void eachKindOfCollectionSpeaksItsLanguage() {
        listen();
        List<CollectionDifference> differences = new ArrayList<>();
        factory.signals()
                .changed()
                .connect(
                        Article.class,
                        event -> differences.addAll(event.collections().values()),
                        includingCollections());
        Line line = new Line();

        change(article -> {
            article.bag.addAll(List.of(a, a));
            article.named.put("first", b);
            article.details.topics.add(c);
            article.lines.add(line);
            article.places.add(new Place("Rome", 1));
            article.places.add(new Place("Rome", 1));
            article.ratings.put(a, 5);
        });

        Map<String, String> shown = new HashMap<>();
        differences.forEach(difference ->
                shown.put(difference.attribute(), difference.toString().replaceAll("^[^:]*: ", "")));
        assertThat(shown)
                .containsEntry("bag", "+[a] -[]")
                .containsEntry("named", "+[b] -[]")
                .containsEntry("details.topics", "+[c] -[]")
                .containsEntry("lines", "+[" + line.id + "] -[]")
                .containsEntry("places", "+[Rome1, Rome1] -[]")
                .hasSize(6);
        CollectionDifference ratings = differences.stream()
                .filter(difference -> difference.attribute().equals("ratings"))
                .findFirst()
                .orElseThrow();
        assertThat(((Map.Entry<?, ?>) ratings.added().get(0)).getValue()).isEqualTo(5);
        assertThatThrownBy(() -> ratings.added().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theElementsOfACreatedEntityAreAdded() {
        listen();

        Article article = factory.fromTransaction(session -> {
            Article created = new Article(session.find(Tag.class, "a"), session.find(Tag.class, "b"));
            session.persist(created);
            session.flush();
            created.tags.remove(a);
            return created;
        });

        assertThat(log).containsExactly("CREATED Article 1x [tags: +[b] -[]]");
        assertThat(article.id).isNotNull();
    }

    @Test
    void theElementsOfADeletedEntityAreRemovedAsFarAsAnybodyKnowsThem() {
        listen();

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            Hibernate.initialize(article.tags);
            session.remove(article);
        });

        assertThat(log).hasSize(1);
        assertThat(log.get(0))
                .startsWith("DELETED Article 0x")
                .contains("tags: +[] -[a]", "labels: +[] -[] and unknown");
    }

    @Test
    void aReplacedCollectionThatNobodyHasLoadedHasAllItsElementsAdded() {
        listen();

        change(article -> article.tags = new HashSet<>(Set.of(a, b)));

        assertThat(log).hasSize(1);
        assertThat(log.get(0))
                .contains("tags: +[")
                .endsWith("] -[] and unknown]")
                .contains("a", "b");
    }

    @Test
    void whatWasAddedBeforeAClearIsGone() {
        listen();

        factory.inTransaction(session -> {
            Article created = new Article(session.find(Tag.class, "a"));
            session.persist(created);
            session.flush();
            session.refresh(created);
            created.tags = new HashSet<>(Set.of(b));
        });

        assertThat(log).hasSize(1);
        assertThat(log.get(0)).contains("CREATED Article 1x").contains("+[b]").doesNotContain("a]");
    }

    @Test
    void aSavepointBringsTheEarlierDifferenceBack() {
        listen();

        factory.inTransaction(session -> {
            session.find(Article.class, id).tags.add(b);
            session.flush();
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        session.find(Article.class, id).tags.add(c);
                        session.flush();
                        throw new IllegalArgumentException("back");
                    }))
                    .hasMessage("back");
        });

        assertThat(log).containsExactly("UPDATED Article 0x [tags: +[b] -[]]");
    }

    @Test
    void aRollbackLeavesNothingForTheNextTransaction() {
        listen();

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.find(Article.class, id).tags.add(b);
            session.flush();
            session.getTransaction().rollback();
            session.clear();
            session.beginTransaction();
            session.find(Article.class, id).title = "t";
            session.getTransaction().commit();
        }

        assertThat(log).containsExactly("UPDATED Article 1x title null->t []");
    }

    @Test
    void beforeTheCommitAReceiverMayGoOnWithTheCollection() {
        factory.signals()
                .changed()
                .connect(
                        Article.class,
                        event -> {
                            log.add("before " + line(event));
                            event.instance().tags.remove(a);
                        },
                        beforeCommit(),
                        includingCollections());
        listen();

        change(article -> article.tags.add(b));

        assertThat(log)
                .containsExactly("before UPDATED Article 0x [tags: +[b] -[]]", "UPDATED Article 0x [tags: +[b] -[a]]");
        assertThat(factory.sql("select tags_name from Article_Tag")).isEqualTo("b");
    }

    @Test
    void aMutedWriteIsNotRecorded() {
        listen();

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            article.title = "t";
            session.flush();
            Scope muted = factory.signals().mute(session, factory.signals().changed());
            article.tags.add(b);
            session.flush();
            muted.close();
        });

        assertThat(log).containsExactly("UPDATED Article 1x title null->t []");
    }

    @Test
    void theStateOfAnOwnerThatWasNotSavedIsThatOfItsRow() {
        List<Map<String, ?>> states = new ArrayList<>();
        change(article -> article.title = "t");
        factory.signals().changed().connect(Article.class, event -> states.add(event.state()), includingCollections());

        change(article -> article.tags.add(b));

        assertThat(states).hasSize(1);
        assertThat(states.get(0)).extracting("title").isEqualTo("t");
        assertThat(states.get(0).keySet()).doesNotContain("tags", "labels", "id");
    }

    @Test
    void nothingIsLoadedAndNoFurtherStatementIsMade() {
        Consumer<Article> change = article -> {
            article.tags.add(b);
            article.bag = new ArrayList<>(List.of(a));
        };
        factory.statements().clear();
        change(change);
        List<String> without = List.copyOf(factory.statements().all());
        change(article -> {
            article.tags.remove(b);
            article.bag = new ArrayList<>();
        });
        listen();

        factory.statements().clear();
        change(change);

        assertThat(factory.statements().all()).isEqualTo(without);
        assertThat(log).hasSize(1);
    }
}
