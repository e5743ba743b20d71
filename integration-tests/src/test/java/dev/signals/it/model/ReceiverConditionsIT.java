package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Press.Article;
import dev.signals.it.model.Press.Author;
import dev.signals.it.model.Press.Review;
import dev.signals.it.model.Press.Status;
import dev.signals.it.support.TestFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conditions and order of receiver methods, given in the annotation. */
@OnEveryDatabase
class ReceiverConditionsIT {

    private final TestFactory factory;
    private final List<String> heard = new ArrayList<>();

    ReceiverConditionsIT(Database database) {
        factory = TestFactory.of(database, Article.class, Review.class, Author.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void persist() {
        Article article = new Article();
        article.id = 1L;
        article.status = Status.DRAFT;
        article.price = new BigDecimal("1.50");
        factory.inTransaction(session -> session.persist(article));
    }

    private List<String> afterChange(Consumer<Article> change) {
        heard.clear();
        factory.inTransaction(session -> change.accept(session.find(Article.class, 1L)));
        return heard;
    }

    class Conditions {
        @Receiver(createdOnly = true)
        void created(PostSave<Article> event) {
            heard.add("created");
        }

        @Receiver(updatedOnly = true)
        void updated(PostSave<Article> event) {
            heard.add("updated");
        }

        @Receiver(onChange = "status", from = "DRAFT", to = "PUBLISHED")
        void published(Changed<Article> event) {
            heard.add("published");
        }

        @Receiver(onChange = "price", from = "1.5")
        void sold(PostSave<Article> event) {
            heard.add("price");
        }

        @Receiver(onChange = "views", to = "7")
        void seen(PostSave<Article> event) {
            heard.add("views");
        }

        @Receiver(onChange = "author", to = "3")
        void signed(PostSave<Article> event) {
            heard.add("author");
        }

        @Receiver(onChange = "title", to = "")
        void emptied(PostSave<Article> event) {
            heard.add("title");
        }
    }

    @Test
    void theTextsOfAnAnnotationAreValuesOfTheAttributes() {
        factory.signals().register(new Conditions());
        factory.inTransaction(session -> session.persist(new Author(3)));

        persist();
        assertThat(heard).containsExactly("created");
        assertThat(afterChange(article -> article.status = Status.PUBLISHED)).containsExactly("updated", "published");
        assertThat(afterChange(article -> article.price = BigDecimal.TEN)).containsExactly("price", "updated");
        assertThat(afterChange(article -> article.views = 7)).containsExactly("views", "updated");
        assertThat(afterChange(article -> article.title = "")).containsExactly("title", "updated");
        heard.clear();
        factory.inTransaction(
                session -> session.find(Article.class, 1L).author = session.getReference(Author.class, 3L));
        assertThat(heard).containsExactly("author", "updated");
    }

    class Batches {
        @Receiver(createdOnly = true)
        void created(List<Changed<Article>> events) {
            heard.add("created " + events.size());
        }

        @Receiver(onChange = "status", to = "PUBLISHED")
        void published(List<Changed<Article>> events) {
            heard.add("published " + events.stream().map(Changed::id).toList());
        }
    }

    @Test
    void aBatchHasWhatTheAnnotationAsksFor() {
        factory.signals().register(new Batches());
        persist();
        factory.inTransaction(session -> {
            Article second = new Article();
            second.id = 2L;
            session.persist(second);
            Article third = new Article();
            third.id = 3L;
            session.persist(third);
            session.find(Article.class, 1L).status = Status.PUBLISHED;
        });

        assertThat(heard).containsExactly("created 1", "created 2", "published [1]");
    }

    class Ordered {
        @Receiver(
                uid = "a",
                after = {"b", "c"})
        void a(PostSave<Article> event) {
            heard.add("a");
        }

        @Receiver(uid = "b", after = "c")
        void b(PostSave<?> event) {
            heard.add("b");
        }

        @Receiver(uid = "c")
        void c(PostSave<? extends Article> event) {
            heard.add("c");
        }
    }

    @Test
    void methodsFollowThoseThatTheyName() {
        factory.signals().register(new Ordered());

        persist();

        assertThat(heard).containsExactly("c", "b", "a");
    }

    static class NoConstant {
        @Receiver(onChange = "status", from = "DRAFTED")
        void saved(PostSave<Article> event) {}
    }

    static class NoNumber {
        @Receiver(onChange = "author", to = "Ann")
        void saved(PostSave<Article> event) {}
    }

    static class NoText {
        @Receiver(onChange = "cover", to = "x")
        void saved(PostSave<Article> event) {}
    }

    static class InASubclass {
        @Receiver(onChange = "stars", to = "many")
        void saved(PostSave<? extends Article> event) {}
    }

    static class Anywhere {
        @Receiver(onChange = "stars", to = "many", entity = "Review")
        void saved(PostSave<?> event) {}
    }

    @Test
    void aTextThatIsNoValueOfItsAttributeIsRefusedAtRegistration() {
        String stars = "to \"many\" is no value of attribute \"stars\", which is a java.lang.Integer";
        refused(
                new NoConstant(),
                "from \"DRAFTED\" is no value of attribute \"status\", which is a " + Status.class.getName()
                        + "; its constants are DRAFT, REVIEW, PUBLISHED");
        refused(new NoNumber(), "to \"Ann\" is no value of attribute \"author\", which is a java.lang.Long");
        refused(
                new NoText(),
                "a text cannot be a value of attribute \"cover\", which is a [B; connect with the option"
                        + " onChange(\"cover\").to(...) instead");
        refused(new InASubclass(), stars);
        refused(new Anywhere(), stars);
    }

    private void refused(Object receivers, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.signals().register(receivers))
                .withMessageStartingWith("cannot register @Receiver method "
                        + receivers.getClass().getName() + ".saved")
                .withMessageContaining(words);
        assertThat(factory.signals().postSave().signal().connections()).isEmpty();
    }
}
