package dev.signals.cdi;

import static jakarta.enterprise.event.TransactionPhase.AFTER_FAILURE;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Qualifier;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused because it could never be called as it is written, with the messages that {@code docs/errors.md} shows. */
class RefusedTest {

    @Dependent
    static class OfAnySignal {
        void saved(@Observes ModelEvent<Article> event) {}
    }

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Important {}

    @Dependent
    static class OfImportant {
        void saved(@Observes @Important PostSave<Article> event) {}
    }

    @Dependent
    static class OfMetadata {
        void saved(@Observes PostSave<Article> event, EventMetadata metadata) {}
    }

    @Dependent
    static class OfContradiction {
        void saved(@Observes @Sender(Comment.class) PostSave<Article> event) {}
    }

    @Dependent
    static class OfBothNames {
        void saved(@Observes @Sender(value = Comment.class, entity = "Remark") PostSave<?> event) {}
    }

    @Dependent
    static class OfBulkInBackground {
        void saved(@ObservesAsync @Sender(Article.class) BulkStatement event) {}
    }

    @Dependent
    static class OfRollbacks {
        void saved(@Observes(during = AFTER_FAILURE) Changed<Article> event) {}
    }

    @ApplicationScoped
    static class Hidden {
        @Receiver
        private void saved(PostSave<Article> event) {}
    }

    @Typed(Runnable.class)
    @ApplicationScoped
    static class ByInterface implements Runnable {
        @Receiver
        void saved(PostSave<Article> event) {}

        @Override
        public void run() {}
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("observer-of-several-signals", OfAnySignal.class),
                arguments("observer-with-a-qualifier", OfImportant.class),
                arguments("observer-with-metadata", OfMetadata.class),
                arguments("observer-of-no-event", OfContradiction.class),
                arguments("observer-by-class-and-name", OfBothNames.class),
                arguments("observer-of-bulk-statements-is-asynchronous", OfBulkInBackground.class),
                arguments("observer-of-a-rollback", OfRollbacks.class),
                arguments("bean-with-a-hidden-method", Hidden.class),
                arguments("bean-without-its-class", ByInterface.class));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeKeepsTheApplicationFromStarting(String heading, Class<?> bean) throws IOException {
        String message = message(heading, bean);

        assertThatThrownBy(() -> Magazine.with(bean))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(message);
    }

    @Dependent
    static class OfBulk {
        void saved(@Observes @Sender(Article.class) BulkStatement event) {}
    }

    @Test
    void withoutItsSettingNoUnitIsBuiltForObserversOfBulkStatements() throws IOException {
        String message = message("observer-of-bulk-statements-without-the-setting", OfBulk.class);

        try (Magazine magazine = Magazine.with(OfBulk.class)) {
            assertThatThrownBy(() -> magazine.factory().isOpen()).hasStackTraceContaining(message);
        }
    }

    /** Returns the message that {@code docs/errors.md} has, with the names of the classes of this test. */
    private static String message(String heading, Class<?> bean) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "errors.md"));
        String section = page.substring(page.indexOf("### " + heading + "\n"));
        String text = section.substring(section.indexOf("```text\n") + "```text\n".length());
        return text.substring(0, text.indexOf('\n'))
                .replaceAll("com\\.acme\\.Article(Observers|Receivers)", Matcher.quoteReplacement(bean.getName()))
                .replace("com.acme.", "dev.signals.cdi.");
    }
}
