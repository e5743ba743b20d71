package dev.signals.it.model;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.hibernate.ModelSignals.createdOnly;
import static dev.signals.hibernate.ModelSignals.onChange;
import static dev.signals.hibernate.ModelSignals.updatedOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Option;
import dev.signals.hibernate.OnChange;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Press.Article;
import dev.signals.it.model.Press.Author;
import dev.signals.it.model.Press.Code;
import dev.signals.it.model.Press.Place;
import dev.signals.it.model.Press.Review;
import dev.signals.it.model.Press.Status;
import dev.signals.it.support.TestFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers for changes of one attribute from a value or to a value. */
@OnEveryDatabase
class ChangesOfValuesIT {

    private final TestFactory factory;
    private final List<String> heard = new ArrayList<>();

    ChangesOfValuesIT(Database database) {
        factory = TestFactory.of(database, Article.class, Review.class, Author.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void hear(String name, OnChange condition) {
        factory.signals().postSave().connect(Article.class, event -> heard.add(name), condition);
    }

    private void hear(OnChange condition, Option<ChangeEvent<?>> more) {
        factory.signals().postSave().connect(Article.class, event -> heard.add("" + condition), condition, more);
    }

    private void persist(Consumer<Article> values) {
        Article article = new Article();
        article.id = 1L;
        values.accept(article);
        factory.inTransaction(session -> session.persist(article));
    }

    private List<String> afterChange(Consumer<Article> change) {
        heard.clear();
        factory.inTransaction(session -> change.accept(session.find(Article.class, 1L)));
        return heard;
    }

    @Test
    void aReceiverHearsOfChangesFromAValueToAValueOrBoth() {
        persist(article -> article.status = Status.DRAFT);
        hear("from", onChange("status").from(Status.DRAFT));
        hear("to", onChange("status").to(Status.PUBLISHED));
        hear("both", onChange("status").to(Status.PUBLISHED).from(Status.DRAFT));
        hear("any", onChange("status"));

        assertThat(afterChange(article -> article.title = "t")).isEmpty();
        assertThat(afterChange(article -> article.status = Status.REVIEW)).containsExactly("from", "any");
        assertThat(afterChange(article -> article.status = Status.PUBLISHED)).containsExactly("to", "any");
        assertThat(afterChange(article -> article.status = Status.DRAFT)).containsExactly("any");
        assertThat(afterChange(article -> article.status = Status.PUBLISHED))
                .containsExactly("from", "to", "both", "any");
    }

    @Test
    void aNewEntityChangesFromNull() {
        hear(onChange("status").to(Status.PUBLISHED), createdOnly());
        hear(onChange("status").to(Status.PUBLISHED), updatedOnly());
        hear("from null", onChange("status").from(null));
        hear("from draft", onChange("status").from(Status.DRAFT));
        hear("to null", onChange("title").to(null));

        persist(article -> article.status = Status.PUBLISHED);

        assertThat(heard).containsExactly("onChange(status).to(PUBLISHED)", "from null");
    }

    @Test
    void nullIsAValueLikeOthers() {
        persist(article -> article.title = null);
        hear("set", onChange("title").from(null));
        hear("emptied", onChange("title").to(null));
        hear("set to a", onChange("title").from(null).to("a"));

        assertThat(afterChange(article -> article.title = "a")).containsExactly("set", "set to a");
        assertThat(afterChange(article -> article.title = "b")).isEmpty();
        assertThat(afterChange(article -> article.title = null)).containsExactly("emptied");
    }

    @Test
    void valuesAreComparedAsTheirTypeDoes() {
        persist(article -> {
            article.price = new BigDecimal("1.50");
            article.cover = new byte[] {1, 2};
            article.code = new Code("x");
        });
        hear("price", onChange("price").from(new BigDecimal("1.5")).to(new BigDecimal("2")));
        hear("cover", onChange("cover").from(new byte[] {1, 2}));
        hear("code", onChange("code").from(new Code("x")).to(new Code("y")));
        hear("no code", onChange("code").to(null));
        hear("views", onChange("views").from(0).to(7));

        assertThat(afterChange(article -> article.price = new BigDecimal("2.00")))
                .containsExactly("price");
        assertThat(afterChange(article -> article.cover = new byte[] {1, 3})).containsExactly("cover");
        assertThat(afterChange(article -> article.code = new Code("y"))).containsExactly("code");
        assertThat(afterChange(article -> article.code = new Code(""))).containsExactly("no code");
        assertThat(afterChange(article -> article.views = 7)).containsExactly("views");
        assertThat(afterChange(article -> article.cover = new byte[] {1, 2})).isEmpty();
    }

    @Test
    void anAssociationIsItsIdentifierAndIsNotLoaded() {
        factory.inTransaction(session -> {
            session.persist(new Author(7));
            session.persist(new Author(8));
        });
        persist(article -> article.place = new Place("Rome"));
        hear("to 7", onChange("author").to(7L));
        hear("from 7", onChange("author").from(7L));
        hear("mayor 8", onChange("place.mayor").to(8L));

        heard.clear();
        factory.inTransaction(
                session -> session.find(Article.class, 1L).author = session.getReference(Author.class, 7L));
        assertThat(heard).containsExactly("to 7");

        heard.clear();
        factory.inTransaction(session -> {
            Article article = session.find(Article.class, 1L);
            article.author = session.getReference(Author.class, 8L);
            article.place.mayor = article.author;
        });
        assertThat(heard).containsExactly("from 7", "mayor 8");
    }

    @Test
    void partsOfAnEmbeddableAndTheWholeAreCompared() {
        persist(article -> article.place = new Place("Rome"));
        hear("city", onChange("place.city").from("Rome").to("Milan"));
        hear("place", onChange("place").from(new Place("Rome")));
        hear("no place", onChange("place").to(null));

        assertThat(afterChange(article -> article.place.city = "Milan")).containsExactly("city", "place");
        assertThat(afterChange(article -> article.place = null)).containsExactly("no place");
    }

    @Test
    void whatIsNotKnownCountsAsFitting() {
        persist(article -> article.status = Status.DRAFT);
        hear("from", onChange("status").from(Status.PUBLISHED));
        hear("to published", onChange("status").to(Status.PUBLISHED));
        hear("to draft", onChange("status").to(Status.DRAFT));
        hear("city", onChange("place.city").to("Rome"));
        heard.clear();

        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            Article article = session.get(Article.class, 1L);
            article.status = Status.PUBLISHED;
            session.update(article);
            session.getTransaction().commit();
        }

        assertThat(heard).containsExactly("from", "to published");
    }

    @Test
    void aMergedEntityIsComparedWithItsRow() {
        persist(article -> article.status = Status.DRAFT);
        hear("published", onChange("status").from(Status.DRAFT).to(Status.PUBLISHED));
        heard.clear();

        Article detached = new Article();
        detached.id = 1L;
        detached.status = Status.PUBLISHED;
        factory.inTransaction(session -> session.merge(detached));

        assertThat(heard).containsExactly("published");
    }

    @Test
    void theNetChangeOfATransactionIsCompared() {
        persist(article -> article.status = Status.DRAFT);
        factory.signals()
                .changed()
                .connect(
                        Article.class,
                        event -> heard.add("published " + event.kind()),
                        onChange("status").from(Status.DRAFT).to(Status.PUBLISHED));
        factory.signals()
                .changed()
                .connect(
                        Article.class,
                        event -> heard.add("gone"),
                        onChange("status").to(null));

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, 1L);
            article.status = Status.REVIEW;
            session.flush();
            article.status = Status.PUBLISHED;
        });
        assertThat(heard).containsExactly("published UPDATED");

        heard.clear();
        factory.inTransaction(session -> {
            Article article = session.find(Article.class, 1L);
            article.status = Status.DRAFT;
            session.flush();
            article.status = Status.PUBLISHED;
        });
        assertThat(heard).isEmpty();

        factory.inTransaction(session -> session.remove(session.find(Article.class, 1L)));
        assertThat(heard).containsExactly("gone");
    }

    @Test
    void beforeTheSaveTheValueOfAReceiverCountsForTheNext() {
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> event.instance().status = Status.REVIEW,
                        onChange("title").to("t"));
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> heard.add("review"),
                        onChange("status").to(Status.REVIEW));

        persist(article -> article.title = "t");

        assertThat(heard).containsExactly("review");
        assertThat(factory.sql("select status from Article")).asString().isEqualTo("1");
    }

    @Test
    void anAttributeOfASubclassMayHaveTheValue() {
        factory.signals()
                .postSave()
                .connect(
                        Article.class,
                        event -> heard.add("five"),
                        onChange("stars").to(5),
                        includingSubtypes());

        factory.inTransaction(session -> {
            Review review = new Review();
            review.id = 2L;
            review.stars = 5;
            session.persist(review);
        });
        persist(article -> article.views = 5);

        assertThat(heard).containsExactly("five");
    }

    @Test
    void anOldValueThatWasNotLoadedMayHaveBeenTheOne() {
        persist(article -> article.body = "old");
        hear("from other", onChange("body").from("other").to("new"));
        hear("from old", onChange("body").from("old").to("new"));
        hear("to other", onChange("body").to("other"));
        boolean isLazy = Boolean.getBoolean("signals.test.enhanced");

        assertThat(afterChange(article -> article.body = "new"))
                .containsExactlyElementsOf(isLazy ? List.of("from other", "from old") : List.of("from old"));
    }
}
