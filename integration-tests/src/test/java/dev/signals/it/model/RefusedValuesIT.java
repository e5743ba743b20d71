package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.onChange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.OnChange;
import dev.signals.it.database.Database;
import dev.signals.it.model.Press.Article;
import dev.signals.it.model.Press.Author;
import dev.signals.it.model.Press.Place;
import dev.signals.it.model.Press.Review;
import dev.signals.it.model.Press.Status;
import dev.signals.it.support.TestFactory;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of values that can never be, and are therefore refused. */
class RefusedValuesIT {

    private final TestFactory factory = TestFactory.of(Database.H2, Article.class, Review.class, Author.class);

    @AfterEach
    void close() {
        factory.close();
    }

    private void connect(OnChange condition) {
        factory.signals().postSave().connect(Article.class, event -> {}, condition);
    }

    @Test
    void aValueThatTheAttributeCannotHaveIsRefused() {
        refused(onChange("status").from("DRAFT"), "\"status\" have a " + Status.class.getName(), "java.lang.String");
        refused(onChange("views").to(7L), "\"views\" have a java.lang.Integer", "java.lang.Long");
        refused(
                onChange("author").to(new Author(7)),
                "\"author\" have a java.lang.Long",
                "for an association is the identifier");
        refused(onChange("place").to("Rome"), "\"place\" have a " + Place.class.getName(), "java.lang.String");
        refused(onChange("place.mayor").to("x"), "\"place.mayor\" have a java.lang.Long", "java.lang.String");
        refused(onChange("titel").to("x"), "there is no attribute \"titel\"", "title");
        connect(onChange("status").to(Status.REVIEW));
        connect(onChange("views").from(1));
    }

    private void refused(OnChange condition, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(condition))
                .withMessageContainingAll(words);
    }

    @Test
    void valuesThatMakeNoChangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onChange("status").from(Status.DRAFT).to(Status.DRAFT))
                .withMessage(
                        "onChange(status).from(DRAFT).to(DRAFT) is no change; give two values, or only one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onChange("cover").to(new byte[] {1}).from(new byte[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onChange("status", "title").to(null))
                .withMessage(
                        "from and to are about one attribute, but onChange(status, title) names 2; connect the receiver"
                                + " for each of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onChange("status").from(Status.DRAFT).from(null))
                .withMessage("from is given twice, with DRAFT and with null; connect the receiver for each of them");
    }

    @Test
    void theSignalsOfTheProcessRefuseAValueWhenAFactoryIsBuilt() {
        try (Connection connection = ModelSignals.POST_SAVE.connect(
                Article.class, event -> {}, onChange("status").to("PUBLISHED"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> TestFactory.of(Database.H2, Article.class, Review.class, Author.class))
                    .withMessageStartingWith(
                            connection + " can never be called: changes of attribute \"status\" have a");
        }
    }

    @Test
    void numbersThatDifferOnlyInTheirScaleMakeNoChange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onChange("price").from(new BigDecimal("1.5")).to(new BigDecimal("1.50")))
                .withMessageContaining("onChange(price).from(1.5).to(1.50) is no change");
        connect(onChange("price").from(new BigDecimal("1.5")).to(new BigDecimal("1.51")));
    }

    @Test
    void aProxyIsRefusedWithoutBeingLoaded() {
        factory.saved(new Author(7));
        Author proxy = factory.fromTransaction(session -> session.getReference(Author.class, 7L));
        Author another = factory.fromTransaction(session -> session.getReference(Author.class, 7L));

        refused(
                onChange("author").from(another).to(proxy),
                "onChange(author).from(" + Author.class.getName() + ", not loaded).to(",
                "for an association is the identifier");
    }

    @Test
    void anArrayIsShownByItsElements() {
        assertThat(onChange("cover").to(new byte[] {1, 2})).hasToString("onChange(cover).to([1, 2])");
    }
}
