package dev.signals.it.model;

import static dev.signals.Options.after;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.createdOnly;
import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static dev.signals.hibernate.ModelSignals.onChange;
import static dev.signals.hibernate.ModelSignals.updatedOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.signal.PostSaveSignal;
import dev.signals.it.database.Database;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions and places in the order that are refused, with the messages that {@code docs/errors.md} shows. */
@SuppressWarnings("unused") // the methods are read by their annotation
class ConditionErrorsIT {

    enum Status {
        DRAFT,
        PUBLISHED
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        Long id;

        Status status;
        String title;
        byte[] cover;
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Article.class);
    private final PostSaveSignal saves = factory.signals().postSave();

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void conditionsThatExcludeEachOther() throws IOException {
        assertListed(
                "conditions-that-exclude-each-other",
                () -> saves.connect(Article.class, event -> {}, createdOnly(), updatedOnly()));
    }

    @Test
    void conditionOnAnOldValueOfANewEntity() throws IOException {
        assertListed(
                "condition-on-an-old-value-of-a-new-entity",
                () -> saves.connect(
                        Article.class,
                        event -> {},
                        createdOnly(),
                        onChange("status").from(Status.DRAFT)));
    }

    @Test
    void conditionThatKeepsOutWhatAnotherOptionAdds() throws IOException {
        assertListed(
                "condition-that-keeps-out-what-another-option-adds",
                () -> factory.signals()
                        .changed()
                        .connect(Article.class, event -> {}, updatedOnly(), includingCreatedAndDeleted()));
    }

    @Test
    void valueOfAnotherType() throws IOException {
        assertListed(
                "value-of-another-type",
                () -> saves.connect(
                        Article.class, event -> {}, onChange("status").to("PUBLISHED")));
    }

    @Test
    void valuesOfSeveralAttributes() throws IOException {
        assertListed(
                "values-of-several-attributes",
                () -> onChange("status", "title").to(Status.DRAFT));
    }

    @Test
    void valueTwice() throws IOException {
        assertListed("value-twice", () -> onChange("status").to(Status.DRAFT).to(Status.PUBLISHED));
    }

    @Test
    void valuesThatAreNoChange() throws IOException {
        assertListed(
                "values-that-are-no-change",
                () -> onChange("status").from(Status.DRAFT).to(Status.DRAFT));
    }

    @Test
    void afterNothing() throws IOException {
        assertListed("after-nothing", () -> after());
    }

    @Test
    void afterItself() throws IOException {
        assertListed(
                "after-itself", () -> saves.connect(Article.class, event -> {}, uid("mail"), after("index", "mail")));
    }

    @Test
    void afterEachOther() throws IOException {
        saves.connect(Article.class, event -> {}, uid("mail"), after("index"));
        saves.connect(event -> {}, uid("index"), after("audit"));
        assertListed("after-each-other", () -> saves.connect(event -> {}, uid("audit"), after("mail")));
    }

    @Test
    void afterALaterOrder() throws IOException {
        saves.connect(Article.class, event -> {}, uid("index"), order(10));
        assertListed(
                "after-a-later-order",
                () -> saves.connect(Article.class, event -> {}, uid("mail"), order(5), after("index")));
    }

    static class CreatedOfADelete {
        @Receiver(createdOnly = true)
        void deleted(PostDelete<Article> event) {}
    }

    static class FromOfNoAttribute {
        @Receiver(from = "DRAFT")
        void published(PostSave<Article> event) {}
    }

    static class WithTwoValues {
        @Receiver(
                onChange = "status",
                to = {"DRAFT", "PUBLISHED"})
        void published(PostSave<Article> event) {}
    }

    static class WithNoSuchValue {
        @Receiver(onChange = "status", to = "PUBLISCHED")
        void published(PostSave<Article> event) {}
    }

    static class WithAValueThatHasNoText {
        @Receiver(onChange = "cover", to = "none")
        void published(PostSave<Article> event) {}
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("receiver-of-created-rows-of-a-delete", new CreatedOfADelete()),
                Arguments.of("receiver-of-a-value-of-no-attribute", new FromOfNoAttribute()),
                Arguments.of("receiver-with-two-values", new WithTwoValues()),
                Arguments.of("receiver-with-no-such-value", new WithNoSuchValue()),
                Arguments.of("receiver-with-a-value-that-has-no-text", new WithAValueThatHasNoText()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aWrongReceiverMethodIsRefused(String heading, Object receivers) throws IOException {
        assertListed(heading, () -> factory.signals().register(receivers));
        assertThat(saves.signal().connections()).isEmpty();
    }

    private static void assertListed(String heading, ThrowingCallable mistake) throws IOException {
        Throwable refused = catchThrowable(mistake);
        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        ErrorsPage.assertListed(ConditionErrorsIT.class, heading, refused.getMessage());
    }
}
