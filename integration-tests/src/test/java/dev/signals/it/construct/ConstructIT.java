package dev.signals.it.construct;

import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Scope;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import dev.signals.test.IsolatedSignals;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code construct}, which sends PRE_INIT and POST_INIT as Django does for each object that is made. */
@OnEveryDatabase
@IsolatedSignals
class ConstructIT {

    @Entity(name = "ConstructArticle")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        String title;

        Article() {}

        Article(String title) {
            this.title = title;
        }
    }

    @Entity(name = "ConstructReview")
    static class Review extends Article {

        Review() {}

        Review(String title) {
            super(title);
        }
    }

    private final Database database;
    private final TestFactory factory;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    ConstructIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, Article.class, Review.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void before(PreInit<?> event) {
        log.add(event.summary());
    }

    private void after(PostInit<?> event) {
        log.add(event.summary());
    }

    @Test
    void b01_preInitIsSentBeforeTheConstructorAndHasNoInstance() {
        ModelSignals.PRE_INIT.connect(Article.class, event -> {
            before(event);
            assertThat(event.constructed()).isTrue();
            assertThat(event.sender()).isEqualTo(Article.class);
            assertThat(event.arguments()).isEmpty();
            assertThat(event.state()).isEmpty();
            assertRefused(IllegalStateException.class, "no-instance-before-construction", event::instance);
        });

        ModelSignals.construct(Article.class, () -> {
            log.add("constructor");
            return new Article("p");
        });

        assertThat(log).containsExactly("pre_init Article constructed", "constructor");
    }

    @Test
    void b03_postInitIsSentAfterTheConstructorWithTheInstance() {
        List<Article> seen = new ArrayList<>();
        ModelSignals.POST_INIT.connect(Article.class, event -> {
            after(event);
            assertThat(event.constructed()).isTrue();
            assertThat(event.id()).isNull();
            assertThat(event.state()).isEmpty();
            assertThat(event.raw()).isFalse();
            assertThat(event.tenantId()).isNull();
            assertThat(event.statelessSession()).isEmpty();
            assertThat(event.insideFlush() || event.insideCascade()).isFalse();
            seen.add(event.instance());
            event.instance().title += "!";
        });

        Article made = ModelSignals.construct(Article.class, () -> new Article("p"));

        assertThat(seen).containsExactly(made);
        assertThat(made.title).isEqualTo("p!");
        assertThat(log).containsExactly("post_init Article constructed");
    }

    @Test
    void b05_aReceiverCanTellConstructedFromLoaded() {
        ModelSignals.PRE_INIT.connect(Article.class, event -> log.add("before " + event.constructed()));
        ModelSignals.POST_INIT.connect(Article.class, event -> log.add("after " + event.constructed()));
        Article article = factory.signals().construct(Article.class, () -> new Article("p"));
        factory.saved(article);
        assertThat(log).containsExactly("before true", "after true");
        log.clear();

        factory.inTransaction(session -> assertThat(Hibernate.unproxy(session.getReference(Article.class, article.id)))
                .isNotSameAs(article));

        assertThat(log).containsExactly("before false", "after false");
    }

    @Test
    void b07_aConstructorThatFailsSendsPreInitOnly() {
        ModelSignals.PRE_INIT.connect(Article.class, this::before);
        ModelSignals.POST_INIT.connect(Article.class, this::after);

        assertThatThrownBy(() -> ModelSignals.construct(Article.class, () -> {
                    throw new IllegalArgumentException("no such field");
                }))
                .hasMessage("no such field");
        ModelSignals.construct(Review.class, () -> new Review("unheard"));

        assertThat(log).containsExactly("pre_init Article constructed");
    }

    @Test
    void receiversOfTheFactoryAndReceiverMethodsAreCalledInOneOrder() {
        factory.signals().postInit().connect(Article.class, event -> log.add("factory, of " + event.using()));
        ModelSignals.POST_INIT.connect(Article.class, event -> log.add("process, of " + event.using()));
        factory.signals().register(new Object() {
            @Receiver
            void made(PostInit<Article> event) {
                assertThat(event.sessionFactory()).isSameAs(factory.sessionFactory());
                assertThat(event.entityName()).isEqualTo(Article.class.getName());
                log.add("method");
            }
        });

        ModelSignals.construct(Article.class, () -> new Article("p"));
        factory.signals().construct(Article.class, () -> new Article("p"));

        assertThat(log)
                .containsExactly(
                        "factory, of test",
                        "process, of test",
                        "method",
                        "factory, of test",
                        "process, of test",
                        "method");
    }

    @Test
    void withSeveralFactoriesReceiversOfTheProcessAreCalledOnceAndThoseOfEachFactory() {
        try (TestFactory other = TestFactory.of(database, Article.class);
                TestFactory without = TestFactory.of(database, Review.class, Article.class)) {
            without.sessionFactory().close();
            other.signals().postInit().connect(event -> log.add("other"));
            factory.signals().postInit().connect(event -> log.add("first"));
            ModelSignals.POST_INIT.connect(Article.class, event -> log.add("process, of \"" + event.using() + "\""));

            ModelSignals.construct(Article.class, () -> new Article("p"));
            assertThat(log).containsExactly("process, of \"\"", "first", "other");
            log.clear();

            other.signals().construct(Article.class, () -> new Article("p"));
            assertThat(log).containsExactly("other", "process, of \"test\"");
            log.clear();

            ModelSignals.construct(Review.class, () -> new Review("b"));
            assertThat(log).containsExactly("first");
        }
    }

    @Test
    void withoutAnyFactoryReceiversOfTheProcessAreCalled() {
        factory.sessionFactory().close();
        ModelSignals.POST_INIT.connect(Article.class, event -> {
            after(event);
            assertThat(event.using()).isEmpty();
            assertRefused(IllegalStateException.class, "no-factory-of-a-constructed-entity", event::sessionFactory);
        });

        ModelSignals.construct(Article.class, () -> new Article("p"));

        assertThat(log).containsExactly("post_init Article constructed");
    }

    @Test
    void theEventHasNoSessionAndNoTransactionToWaitFor() {
        ModelSignals.POST_INIT.connect(Article.class, event -> {
            assertRefused(IllegalStateException.class, "no-session-of-a-constructed-entity", event::session);
            assertThatThrownBy(event::anySession)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("there is no anySession() for post_init of");
            assertThat(event.reason()).isEmpty();
            assertThat(event.context()).isEmpty();
            assertThat(event.inNewTransaction((session, article) -> log.add("found")))
                    .isFalse();
            event.onCommit(() -> log.add("commit"));
            event.at(TransactionPhase.AFTER_ROLLBACK, () -> log.add("rollback"));
        });

        factory.inTransaction(session -> {
            ModelSignals.construct(Article.class, () -> new Article("p"));
            log.add("end");
        });

        assertThat(log).containsExactly("commit", "end");
    }

    @Test
    void anExecutorCallsTheReceiverAtOnce() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        ReceiverExecutor executor = ReceiverExecutor.on(thread).orderedPerEntity();
        factory.signals()
                .postInit()
                .connect(Article.class, event -> log.add(event.instance().title), ModelSignals.afterCommit(executor));
        ModelSignals.PRE_INIT.connect(Article.class, this::before, ModelSignals.afterCommit(executor));

        ModelSignals.construct(Article.class, () -> new Article("p"));
        executor.awaitCalls();
        thread.shutdown();

        assertThat(log).containsExactly("pre_init Article constructed", "p");
    }

    @Test
    void subtypesFiltersAndMutesWorkAsForLoads() {
        ModelSignals.POST_INIT.connect(
                Article.class, this::after, includingSubtypes(), filter(event -> !"x".equals(event.instance().title)));
        ModelSignals.construct(Review.class, () -> new Review("b"));
        ModelSignals.construct(Review.class, () -> new Review("x"));
        for (Supplier<Scope> muting :
                List.<Supplier<Scope>>of(() -> factory.signals().mute(), ModelSignals.POST_INIT::mute)) {
            Scope mute = muting.get();
            ModelSignals.construct(Article.class, () -> new Article("p"));
            mute.close();
        }

        assertThat(log).containsExactly("post_init Review constructed");
    }

    @Test
    void anotherClassThanTheNamedOneIsRefusedWhetherAnybodyListensOrNot() {
        assertRefused(
                IllegalArgumentException.class,
                "constructed-another-class",
                () -> ModelSignals.construct(Article.class, () -> new Review("b")));
        assertRefused(
                IllegalArgumentException.class,
                "construct-no-entity",
                () -> factory.signals().construct(String.class, () -> "s"));
    }

    private static void assertRefused(Class<?> type, String heading, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(type)
                .satisfies(thrown -> ErrorsPage.assertListed(ConstructIT.class, heading, thrown.getMessage()));
    }

    @Test
    void aReceiverThatThrowsPreventsTheObject() {
        ModelSignals.PRE_INIT.connect(Article.class, event -> {
            throw new IllegalStateException("refused");
        });

        assertThatThrownBy(() -> ModelSignals.construct(Article.class, () -> {
                    log.add("constructor");
                    return new Article("p");
                }))
                .hasMessage("refused");
        assertThat(log).isEmpty();
    }
}
