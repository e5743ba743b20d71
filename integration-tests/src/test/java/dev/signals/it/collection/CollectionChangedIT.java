package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.it.collection.Magazine.Article;
import dev.signals.it.collection.Magazine.Line;
import dev.signals.it.collection.Magazine.Place;
import dev.signals.it.collection.Magazine.Tag;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class CollectionChangedIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();
    private Long id = 0L;

    CollectionChangedIT(Database database) {
        factory = TestFactory.of(database, Magazine.entities());
    }

    @BeforeEach
    void anArticle() {
        id = factory.fromTransaction(session -> {
            session.persist(new Tag("a"));
            Article article = new Article();
            article.labels.addAll(Set.of("x", "y"));
            session.persist(article);
            return article.id;
        });
        factory.signals().collectionChanged().connect(this::log);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void log(CollectionChanged<?> event) {
        log.add(event.attribute() + " +" + sorted(event.added()) + " -"
                + (event.removedKnown() ? sorted(event.removed()) : "?"));
    }

    private static Set<String> sorted(List<Object> values) {
        Set<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }

    private List<String> announced(Consumer<Article> change) {
        log.clear();
        factory.inTransaction(session -> change.accept(session.find(Article.class, id)));
        return List.copyOf(log);
    }

    @Test
    void valuesAddedAndRemovedAreAnnouncedAfterTheFlush() {
        assertThat(announced(article -> {
                    article.labels.remove("x");
                    article.labels.add("z");
                }))
                .containsExactly("labels +[z] -[x]");
        assertThat(announced(article -> {
                    article.labels.add("w");
                    article.labels.remove("w");
                }))
                .isEmpty();
    }

    @Test
    void anEmbeddableThatIsChangedIsReplaced() {
        announced(article -> article.places.addAll(List.of(new Place("Rome", 1), new Place("Oslo", 2))));

        assertThat(announced(article -> article.places.get(0).zip = 3)).containsExactly("places +[Rome3] -[Rome1]");
    }

    @Test
    void entriesOfAMapAreAnnounced() {
        Tag tag = new Tag("a");
        assertThat(announced(article -> article.ratings.put(tag, 1))).hasSize(1);
        assertThat(announced(article -> article.ratings.put(tag, 2)))
                .singleElement()
                .asString()
                .startsWith("ratings +[")
                .contains("=2]", "=1]");
    }

    @Test
    void aOneToManyWithAJoinColumnTellsTheIdentifiers() {
        Line line = new Line();
        assertThat(announced(article -> article.lines.add(line))).containsExactly("lines +[" + line.id + "] -[]");
        assertThat(announced(article -> article.lines.clear())).containsExactly("lines +[] -[" + line.id + "]");
    }

    @Test
    void anUnloadedCollectionThatIsReplacedOrDeletedIsNotKnown() {
        assertThat(announced(article -> article.labels = new HashSet<>(Set.of("z"))))
                .containsExactly("labels +[z] -?");

        log.clear();
        factory.inTransaction(session -> session.remove(session.find(Article.class, id)));
        assertThat(log).contains("labels +[] -?");
    }

    @Test
    void aReceiverOfOneAttributeHearsThatOnly() {
        List<String> heard = new ArrayList<>();
        factory.signals().collectionChanged().connect(Article.class, "places", event -> heard.add(event.role()));

        announced(article -> {
            article.labels.add("z");
            article.places.add(new Place("Rome", 1));
        });

        assertThat(heard).containsExactly(Article.class.getName() + ".places");
    }

    @Test
    void whatAReceiverWritesAfterTheFlushIsWritten() {
        factory.signals()
                .collectionChanged()
                .connect(Article.class, "labels", event -> event.session().persist(new Tag("by receiver")));

        announced(article -> article.labels.add("z"));

        assertThat(factory.count("Tag")).isEqualTo(2);
    }
}
