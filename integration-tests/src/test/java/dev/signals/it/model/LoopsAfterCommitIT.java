package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers in the phases of a transaction that begin transactions of their own, whose receivers do so again. */
@OnEveryDatabase
@Timeout(60)
class LoopsAfterCommitIT {

    private static final int NESTED = 16;

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        int views;
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        @GeneratedValue
        Long id;

        int likes;
    }

    private final Database database;
    private final List<TestFactory> factories = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(1);
    private TestFactory factory;
    private FactorySignals signals;

    LoopsAfterCommitIT(Database database) {
        this.database = database;
        factory = open(Map.of());
        signals = factory.signals();
    }

    private TestFactory open(Map<String, ?> settings) {
        TestFactory opened = TestFactory.of(database, settings, Article.class, Comment.class);
        factories.add(opened);
        opened.signals().onFailure((connection, event, failure) -> failures.add(failure));
        return opened;
    }

    @AfterEach
    void close() {
        factories.forEach(TestFactory::close);
        threads.shutdownNow();
    }

    private void save() {
        factory.inTransaction(session -> session.persist(new Article()));
    }

    private void count(ModelEvent<Article> event) {
        calls.incrementAndGet();
        event.inNewTransaction((session, article) -> article.views++);
    }

    private SignalLoopException loop() {
        assertThat(failures).hasSize(1).first().isInstanceOf(SignalLoopException.class);
        return (SignalLoopException) failures.element();
    }

    private static void assertListed(String heading, Throwable loop) throws IOException {
        ErrorsPage.assertListed(
                LoopsAfterCommitIT.class, heading, loop.getMessage().replaceAll("#\\d+", "#1"));
    }

    @Test
    void aReceiverAfterTheCommitThatAlwaysChangesItsEntityAgain() throws IOException {
        signals.postSave().connect(Article.class, this::count, afterCommit());

        save();

        assertThat(calls).hasValue(NESTED);
        assertThat(factory.sql("select views from Article")).isEqualTo(NESTED);
        assertListed("loop-after-commit", loop());
    }

    @Test
    void aReceiverAfterTheEndThatAlwaysChangesItsEntityAgain() {
        signals.postSave().connect(Article.class, this::count, afterCompletion());

        save();

        assertThat(loop()).hasMessageContaining("change Article.views only if it differs");
        assertThat(calls).hasValue(NESTED);
    }

    @Test
    void aReceiverOfTheNetChangeThatAlwaysChangesItsEntityAgain() {
        signals.changed().connect(Article.class, this::count);

        save();

        assertThat(calls).hasValue(NESTED);
        assertThat(factory.sql("select views from Article")).isEqualTo(NESTED);
    }

    @Test
    void receiversAfterTheCommitThatChangeTheEntityOfTheOther() {
        signals.postSave()
                .connect(
                        Article.class,
                        event -> factory.inTransaction(session -> session.persist(new Comment())),
                        afterCommit());
        signals.postSave()
                .connect(
                        Comment.class,
                        event -> factory.inTransaction(session -> session.persist(new Article())),
                        afterCommit());

        save();

        assertThat(loop())
                .hasMessageContaining("on post_save Article created -> ")
                .hasMessageContaining("on post_save Comment created -> ")
                .hasMessageContaining("let them persist and remove only what is needed");
        assertThat(factory.count("Article") + factory.count("Comment")).isEqualTo(NESTED + 1);
    }

    @Test
    void aReceiverAfterARollbackThatIsRolledBackItself() {
        signals.postSave()
                .connect(
                        Article.class,
                        event -> {
                            calls.incrementAndGet();
                            rollBack();
                        },
                        afterRollback());

        rollBack();

        assertThat(loop()).hasMessageContaining("nested");
        assertThat(calls).hasValue(NESTED);
    }

    private void rollBack() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Article());
            session.flush();
            session.getTransaction().rollback();
        }
    }

    @Test
    void aReceiverBeforeTheCommitThatCommitsAnotherTransactionLikeIt() {
        signals.postSave()
                .connect(
                        Article.class,
                        event -> {
                            calls.incrementAndGet();
                            save();
                        },
                        beforeCommit());

        assertThatThrownBy(this::save)
                .isInstanceOf(SignalLoopException.class)
                .hasMessageContaining("on post_save Article created -> ...");

        assertThat(calls).hasValue(NESTED);
        assertThat(factory.count("Article")).isZero();
    }

    @Test
    void aHookThatAlwaysHandsOverAnother() {
        hand();

        assertThat(calls).hasValue(NESTED);
    }

    private void hand() {
        factory.inTransaction(session -> TransactionHooks.onCommit(session, () -> {
            calls.incrementAndGet();
            hand();
        }));
    }

    @Test
    void aHookWithoutATransactionThatAlwaysHandsOverItself() {
        factory.sessionFactory().inSession(session -> {
            Runnable[] hook = new Runnable[1];
            hook[0] = () -> {
                calls.incrementAndGet();
                TransactionHooks.at(session, TransactionPhase.AFTER_COMMIT, hook[0]);
            };
            hook[0].run();
        });

        assertThat(calls).hasValue(NESTED + 1);
    }

    @Test
    void theThreadGoesOnAsBefore() {
        signals.postSave().connect(Article.class, this::count, afterCommit());

        save();
        save();

        assertThat(calls).hasValue(2 * NESTED);
        assertThat(failures).hasSize(2);
    }

    @Test
    void aLongChainAfterTheCommitThatEndsIsLeftAlone() {
        signals.postSave()
                .connect(
                        Article.class,
                        event -> event.inNewTransaction((session, article) -> {
                            if (article.views < 12) {
                                article.views++;
                            }
                        }),
                        afterCommit());

        save();

        assertThat(failures).isEmpty();
        assertThat(factory.sql("select views from Article")).isEqualTo(12);
    }

    @Test
    void manyWorksBesideEachOtherAreNoLoop() {
        signals.postSave()
                .connect(
                        Article.class,
                        event -> factory.inTransaction(session -> session.persist(new Comment())),
                        afterCommit());

        factory.inTransaction(session -> {
            for (int i = 0; i < 60; i++) {
                session.persist(new Article());
            }
        });

        assertThat(failures).isEmpty();
        assertThat(factory.count("Comment")).isEqualTo(60);
    }

    @Test
    void aReceiverInAnotherThreadThatAlwaysChangesItsEntityAgain() throws IOException {
        ReceiverExecutor executor = ReceiverExecutor.on(threads);
        signals.postSave().connect(Article.class, this::count, afterCommit(executor));

        save();
        executor.awaitCalls();

        assertThat(calls).hasValue(100);
        assertThat(factory.sql("select views from Article")).isEqualTo(100);
        assertListed("loop-in-other-threads", loop());
    }

    static class Counting {

        @Receiver(async = true, phase = TransactionPhase.AFTER_COMMIT)
        void saved(PostSave<Article> event) {
            event.inNewTransaction((session, article) -> article.views++);
        }
    }

    @Test
    void aReceiverMethodInTheThreadsOfTheFactoryThatAlwaysChangesItsEntityAgain() {
        factory = open(Map.of(SignalSettings.ROUNDS, 20));
        factory.signals().register(new Counting());

        save();
        factory.signals().executor().awaitCalls();

        assertThat(loop()).hasMessageContaining("after 20 calls in other threads");
        assertThat(factory.sql("select views from Article")).isEqualTo(20);
    }

    @Test
    void receiversInTwoExecutorsThatCauseEachOther() {
        factory = open(Map.of(SignalSettings.ROUNDS, 20));
        ReceiverExecutor one = ReceiverExecutor.on(threads);
        ReceiverExecutor two = ReceiverExecutor.onVirtualThreads().orderedPerEntity();
        factory.signals()
                .postSave()
                .connect(
                        Article.class,
                        event -> factory.inTransaction(session -> session.persist(new Comment())),
                        afterCommit(one));
        factory.signals()
                .postSave()
                .connect(
                        Comment.class,
                        event -> factory.inTransaction(session -> session.persist(new Article())),
                        afterCommit(two));

        save();
        for (int i = 0; i <= 20; i++) {
            one.awaitCalls();
            two.awaitCalls();
        }

        assertThat(loop()).hasMessageContaining("let them persist and remove only what is needed");
        assertThat(factory.count("Article") + factory.count("Comment")).isEqualTo(21);
    }

    @Test
    void aReceiverOfTheNetChangeInAnotherThreadThatAlwaysChangesItsEntityAgain() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads);
        signals.changed().connect(Article.class, this::count, afterCommit(executor));

        save();
        executor.awaitCalls();

        assertThat(loop()).hasMessageContaining("on changed Article updated -> ...; change Article.views only");
        assertThat(calls).hasValue(100);
    }

    @Test
    void aLongChainInAnotherThreadThatEndsIsLeftAlone() {
        ReceiverExecutor executor = ReceiverExecutor.on(threads);
        signals.postSave()
                .connect(
                        Article.class,
                        event -> event.inNewTransaction((session, article) -> {
                            if (article.views < 90) {
                                article.views++;
                            }
                        }),
                        afterCommit(executor));

        save();
        executor.awaitCalls();
        save();
        executor.awaitCalls();

        assertThat(failures).isEmpty();
        assertThat(factory.sql("select sum(views) from Article").toString()).isEqualTo("180");
    }
}
