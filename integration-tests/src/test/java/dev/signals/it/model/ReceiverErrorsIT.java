package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;

/** Receiver methods that cannot be receivers, with the messages that {@code docs/errors.md} shows. */
@SuppressWarnings("unused") // the methods are read by their annotation
class ReceiverErrorsIT {

    @Embeddable
    static class Address {
        String city;
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String title;
        String slug;
        Address address;

        @ManyToMany
        List<Article> related;
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Article.class);

    @AfterEach
    void close() {
        factory.close();
    }

    static class NoReceivers {}

    static class WithTwoParameters {
        @Receiver
        void saved(PostSave<Article> event, String other) {}
    }

    static class OfAnEntity {
        @Receiver
        void saved(Article article) {}
    }

    static class OfAnUnnamedSignal {
        @Receiver
        void saved(ModelEvent<Article> event) {}
    }

    static class OfAnotherSignal {
        @Receiver(PostDelete.class)
        void saved(PostSave<Article> event) {}
    }

    static class WithAResult {
        @Receiver
        String saved(PostSave<Article> event) {
            return "lost";
        }
    }

    static class OfAList {
        @Receiver
        void saved(List<PostSave<Article>> events) {}
    }

    static class PrivateBehindAProxy {
        @Receiver
        private void saved(PostSave<Article> event) {}

        static Object proxy() {
            ProxyFactory proxies = new ProxyFactory(new PrivateBehindAProxy());
            proxies.setProxyTargetClass(true);
            return proxies.getProxy();
        }
    }

    static class InTwoPhases {
        @Receiver(phase = {TransactionPhase.BEFORE_COMMIT, TransactionPhase.AFTER_COMMIT})
        void saved(PostSave<Article> event) {}
    }

    static class AsyncBeforeTheCommit {
        @Receiver(async = true, phase = TransactionPhase.BEFORE_COMMIT)
        void saved(PostSave<Article> event) {}
    }

    static class OnChangeOfADelete {
        @Receiver(onChange = "title")
        void deleted(PostDelete<Article> event) {}
    }

    static class IncludingCollectionsOfASave {
        @Receiver(includingCollections = true)
        void saved(PostSave<Article> event) {}
    }

    static class OnChangeOfAnUnknownAttribute {
        @Receiver(onChange = "titel")
        void saved(PostSave<Article> event) {}
    }

    static class OfAnAttributeOfASave {
        @Receiver(attribute = "tags")
        void saved(PostSave<Article> event) {}
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("receiver-none", new NoReceivers()),
                Arguments.of("receiver-with-two-parameters", new WithTwoParameters()),
                Arguments.of("receiver-of-an-entity", new OfAnEntity()),
                Arguments.of("receiver-of-an-unnamed-signal", new OfAnUnnamedSignal()),
                Arguments.of("receiver-of-another-signal", new OfAnotherSignal()),
                Arguments.of("receiver-with-a-result", new WithAResult()),
                Arguments.of("receiver-of-a-list", new OfAList()),
                Arguments.of("receiver-private-behind-a-proxy", PrivateBehindAProxy.proxy()),
                Arguments.of("receiver-in-two-phases", new InTwoPhases()),
                Arguments.of("receiver-async-before-the-commit", new AsyncBeforeTheCommit()),
                Arguments.of("receiver-on-change-of-a-delete", new OnChangeOfADelete()),
                Arguments.of("receiver-including-collections-of-a-save", new IncludingCollectionsOfASave()),
                Arguments.of("receiver-on-change-of-an-unknown-attribute", new OnChangeOfAnUnknownAttribute()),
                Arguments.of("receiver-of-an-attribute-of-a-save", new OfAnAttributeOfASave()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aWrongReceiverMethodIsRefused(String heading, Object receivers) throws IOException {
        Throwable refused = catchThrowable(() -> factory.signals().register(receivers));
        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        assertThat(factory.signals().describe().toString().lines()).hasSize(1);
        ErrorsPage.assertListed(ReceiverErrorsIT.class, heading, refused.getMessage());
    }

    @Test
    void anUnknownNameOfAnEntityIsRefused() throws IOException {
        assertListed(
                "no-entity-of-that-name", () -> factory.signals().postSave().connect("Artikel", event -> {}));
    }

    @Test
    void aSenderThatIsNoClassIsRefused() throws IOException {
        assertListed(
                "sender-that-is-no-class",
                () -> factory.signals().postSave().signal().connect("Article", event -> {}));
        assertThat(catchThrowable(() -> ModelSignals.POST_SAVE.signal().connect("Article", event -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("entities are sent with their class");
    }

    @Test
    void anExecutorOfAnotherClassIsRefused() throws IOException {
        assertListed(
                "executor-of-another-class",
                () -> TestFactory.of(Database.H2, Map.of(SignalSettings.EXECUTOR, "pool"), Article.class));
    }

    private void assertListed(String heading, org.assertj.core.api.ThrowableAssert.ThrowingCallable mistake)
            throws IOException {
        ErrorsPage.assertListed(
                ReceiverErrorsIT.class, heading, catchThrowable(mistake).getMessage());
    }

    static class OfAUid {
        final List<String> heard = new ArrayList<>();

        @Receiver(uid = "shared")
        void saved(PostSave<Article> event) {
            heard.add("shared");
        }
    }

    static class OfTheSameUid {
        @Receiver(uid = "shared")
        void saved(PostSave<Article> event) {}
    }

    static class OfTheSameUidAndAMistake extends OfTheSameUid {
        @Receiver(onChange = "titel")
        void titled(PostSave<Article> event) {}
    }

    @Test
    void whatAnotherObjectHasConnectedStaysWhenAnObjectOfTheSameUidIsRefusedOrUnregistered() {
        OfAUid first = new OfAUid();
        factory.signals().register(first);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.signals().register(new OfTheSameUidAndAMistake()));
        factory.saved(new Article());
        assertThat(first.heard).hasSize(1);

        OfTheSameUid second = new OfTheSameUid();
        factory.signals().register(second);
        assertThat(factory.signals().unregister(second)).isTrue();
        factory.saved(new Article());
        assertThat(first.heard).hasSize(2);
    }
}
