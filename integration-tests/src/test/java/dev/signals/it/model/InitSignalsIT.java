package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PRE_INIT and POST_INIT, sent when an entity is loaded. */
@OnEveryDatabase
class InitSignalsIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();
    private final Long id;

    InitSignalsIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
        Article article = new Article("t");
        article.author = new Author("a");
        article.comment("c");
        factory.signals().preInit().connect(event -> log.add(line(event) + " " + event.state()));
        factory.signals().postInit().connect(event -> log.add(line(event)));
        factory.saved(article);
        id = article.id;
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void constructingAndSavingSendNothing() {
        assertThat(log).isEmpty();
    }

    @Test
    void eachEntityOfAQueryIsAnnouncedOnceBeforeAndAfterItHasItsValues() {
        factory.inTransaction(session -> {
            session.createSelectionQuery("from Author", Author.class).getResultList();
            session.createSelectionQuery("from Author", Author.class).getResultList();
        });

        assertThat(log).containsExactly("pre_init Author {name=a, revision=0}", "post_init Author");
    }

    @Test
    void theInstanceIsEmptyBeforeAndFullAfter() {
        List<String> names = new ArrayList<>();
        factory.signals().preInit().connect(Author.class, e -> names.add(String.valueOf(e.instance().name)));
        factory.signals().postInit().connect(Author.class, e -> {
            names.add(e.instance().name);
            assertThat(e.state()).containsEntry("name", "a");
        });

        factory.inTransaction(session ->
                session.createSelectionQuery("from Author", Author.class).getResultList());

        assertThat(names).containsExactly("null", "a");
    }

    @Test
    void whatPostInitChangesIsAChangeLikeAnyOther() {
        factory.signals().postInit().connect(Author.class, event -> event.instance().revision = 7);

        factory.inTransaction(session ->
                session.createSelectionQuery("from Author", Author.class).getResultList());

        assertThat(factory.sql("select revision from Author")).isEqualTo(7);
    }

    @Test
    void aProxyIsAnnouncedWhenItIsInitializedAsTheEntityItself() {
        List<Object> seen = new ArrayList<>();
        factory.signals().preInit().connect(Article.class, event -> seen.add(event.id()));
        factory.signals().postInit().connect(Article.class, event -> seen.add(event.instance()));

        factory.inTransaction(session -> {
            Article reference = session.getReference(Article.class, id);
            assertThat(seen).isEmpty();

            Hibernate.initialize(reference);

            assertThat(seen).hasSize(2).containsExactly(id, Hibernate.unproxy(reference));
        });
    }

    @Test
    void theInstanceBehindAProxyIsKnownAfterwardsOnlyOrItIsTheEntity() {
        List<Object> seen = new ArrayList<>();
        factory.signals().preInit().connect(Article.class, event -> {
            try {
                seen.add(event.instance().getClass());
            } catch (IllegalStateException e) {
                seen.add(e.getMessage());
            }
        });

        factory.inTransaction(session -> Hibernate.initialize(session.getReference(Article.class, id)));

        assertThat(seen)
                .singleElement()
                .satisfiesAnyOf(
                        one -> assertThat(one).isEqualTo(Article.class),
                        one -> assertThat(one.toString()).startsWith("there is no instance() yet for pre_init of"));
    }

    @Test
    void aRefreshIsALoad() {
        factory.inTransaction(session -> {
            Author author =
                    session.createSelectionQuery("from Author", Author.class).getSingleResult();
            log.clear();

            session.refresh(author);

            assertThat(log).containsExactly("pre_init Author {name=a, revision=0}", "post_init Author");
        });
    }

    @Test
    void entitiesOfALazyCollectionAreAnnouncedWhenItIsInitialized() {
        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            log.clear();

            Hibernate.initialize(article.comments);

            assertThat(log).hasSize(2).last().isEqualTo("post_init Comment");
        });
    }

    @Test
    void aReceiverThatQueriesAllTheSameDoesNotFlushAndDisturbsNothing() {
        List<Long> counts = new ArrayList<>();
        factory.signals()
                .postInit()
                .connect(
                        Author.class,
                        event -> counts.add(event.session()
                                .createSelectionQuery("select count(*) from Article", Long.class)
                                .getSingleResult()));
        factory.statements().clear();

        factory.inTransaction(session -> {
            session.persist(new Article("second"));
            session.createSelectionQuery("from Author", Author.class).getResultList();
        });

        assertThat(counts).containsExactly(1L);
        assertThat(factory.count("Article")).isEqualTo(2);
    }

    @Test
    void aLoadInsideAMergeCascadeSaysSo() {
        Article detached = factory.fromTransaction(session -> {
            Article article = session.find(Article.class, id);
            Hibernate.initialize(article.comments);
            return article;
        });
        List<Boolean> inside = new ArrayList<>();
        factory.signals().postInit().connect(Comment.class, event -> inside.add(event.insideCascade()));

        factory.inTransaction(session -> session.merge(detached));

        assertThat(inside).hasSize(1);
    }

    private static String line(ModelEvent<?> event) {
        return event.toString().replaceAll(" of .*", "") + " " + event.sender().getSimpleName();
    }
}
