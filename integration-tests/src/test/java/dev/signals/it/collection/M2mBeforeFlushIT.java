package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.collection.Magazine.Article;
import dev.signals.it.collection.Magazine.Place;
import dev.signals.it.collection.Magazine.Tag;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is announced of associations before a flush: by queries, and of what a flush would replace. */
@OnEveryDatabase
class M2mBeforeFlushIT extends TaggedArticle {

    M2mBeforeFlushIT(Database database) {
        super(database);
    }

    @Test
    void aQueryOfTheJoinTableAnnouncesBeforeItReads() {
        factory.inTransaction(session -> {
            session.find(Article.class, id).tags.add(a);
            assertThat(session.createSelectionQuery("from Article x join x.tags t where t.name = 'a'", Object.class)
                            .getResultList())
                    .hasSize(1);
            assertThat(log).containsExactly("pre_add tags [a]", "post_add tags [a]");
        });

        assertThat(log).hasSize(2);
    }

    @Test
    void whatIsInABagTwiceIsAmongTheElementsTwiceBeforeTheFlushToo() {
        List<Integer> sizes = new ArrayList<>();
        factory.signals()
                .m2mChanged()
                .connect(Article.class, event -> sizes.add(event.elements().size()));

        announced(article -> article.bag.addAll(List.of(a, a)));

        assertThat(sizes).containsExactly(2, 2);
    }

    @Test
    void anOwnerThatIsDeletedAfterItsCollectionWasReplacedIsAnnouncedBeforeTheFlush() {
        announced(article -> {
            article.tags.add(a);
            article.bag.add(b);
        });

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            article.tags.size();
            article.tags = new HashSet<>();
            article.bag = null;
            log.clear();
            session.remove(article);
        });

        assertThat(log).contains("pre_remove tags [a]", "post_remove tags [a]", "pre_clear bag ?", "post_clear bag ?");
    }

    @Test
    void theRowsOfADeletedOwnerAreAnnouncedBeforeItsOwnAsTheyAreDeleted() {
        announced(article -> article.tags.add(a));
        factory.signals().postDelete().connect(Article.class, event -> log.add("post_delete"));

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            article.tags.size();
            session.remove(article);
            log.clear();
        });

        assertThat(log).contains("post_remove tags [a]").endsWith("post_delete");
    }

    /** Hibernate counts the replacement as a change of the owner's table, and flushes. */
    @Test
    void aQueryOfTheOwnersTableAfterAReplacementAnnouncesBeforeItFlushes() {
        announced(article -> article.tags.add(a));

        assertAnnouncedOutsideAFlush(
                article -> article.tags = new HashSet<>(Set.of(b)), "select count(*) from Article x join x.bag t");
    }

    @Test
    void aQueryOfAChangedElementAnnouncesBeforeItFlushes() {
        announced(article -> article.places.add(new Place("x", 1)));

        assertAnnouncedOutsideAFlush(
                article -> {
                    article.tags.add(a);
                    article.places.get(0).moveTo("y");
                },
                "select count(*) from Article x join x.places p");
    }

    private void assertAnnouncedOutsideAFlush(Consumer<Article> change, String query) {
        List<Boolean> inside = new ArrayList<>();
        factory.signals().m2mChanged().connect(event -> inside.add(event.insideFlush()));

        factory.inTransaction(session -> {
            change.accept(session.find(Article.class, id));
            session.createSelectionQuery(query, Object.class).getResultList();
        });

        assertThat(inside).isNotEmpty().doesNotContain(true);
    }

    /** The owner of a collection that a query has looked at without a flush. */
    @Test
    void aCollectionOfAnotherOwnerIsADifferenceAfterAQueryOfAnotherTableToo() {
        announced(article -> article.tags.add(a));

        factory.inTransaction(session -> {
            Article article = session.find(Article.class, id);
            Article other = new Article(b);
            session.persist(other);
            session.flush();
            article.tags.size();
            log.clear();
            Set<Tag> tags = article.tags;
            article.tags = other.tags;
            other.tags = tags;
            session.createSelectionQuery("from Line", Object.class).getResultList();
        });

        assertThat(log.subList(0, 4))
                .containsExactlyInAnyOrder(
                        "pre_remove tags [a]", "pre_add tags [b]", "pre_remove tags [b]", "pre_add tags [a]");
    }

    @Test
    void aQueryOfAnotherTableAnnouncesNothing() {
        factory.inTransaction(session -> {
            session.find(Article.class, id).tags.add(a);
            session.createSelectionQuery("from Line", Object.class).getResultList();
            assertThat(log).isEmpty();
        });

        assertThat(log).containsExactly("pre_add tags [a]", "post_add tags [a]");
    }
}
