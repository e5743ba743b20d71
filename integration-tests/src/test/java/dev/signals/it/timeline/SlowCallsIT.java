package dev.signals.it.timeline;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signals.AsyncReceiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SlowCall;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Calls that take longer than the setting allows. */
@OnEveryDatabase
class SlowCallsIT {

    private static final String LOGGER = SlowCall.class.getName();
    private static final Map<String, ?> EACH = Map.of(SignalSettings.SLOW, "0ms");

    private final Database database;

    SlowCallsIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        long id;

        String title = "";

        Article() {}

        Article(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        long id;

        Comment() {}

        Comment(long id) {
            this.id = id;
        }
    }

    private TestFactory factory(Map<String, ?> settings) {
        return TestFactory.of(database, settings, Article.class, Comment.class);
    }

    private static void query(Session session, String title) {
        session.createNativeQuery("select count(*) from Article where title = '" + title + "'", Long.class)
                .getSingleResult();
    }

    @Test
    void aSlowCallIsLoggedWithReceiverSenderEventAndStatements() throws IOException {
        try (CapturedLog log = CapturedLog.of(LOGGER);
                TestFactory factory = factory(Map.of(SignalSettings.SLOW, "20ms"))) {
            factory.signals().postSave().connect(Article.class, event -> {
                long begin = System.nanoTime();
                do {
                    query(event.session(), "secret " + System.nanoTime());
                } while (System.nanoTime() - begin < Duration.ofMillis(20).toNanos());
            });

            factory.inTransaction(session -> session.persist(new Article(1)));

            assertThat(log.messages()).hasSize(1);
            String[] lines = log.last().split("\n");
            ErrorsPage.assertListed(
                    SlowCallsIT.class,
                    "slow-call",
                    lines[0].replaceFirst("took \\d+ ms", "took 73 ms")
                            .replaceFirst("\\d+ statements?", "3 statements"));
            assertThat(lines).hasSize(2);
            assertThat(lines[1]).matches("  \\d+ x select count\\(\\*\\) from Article where title = \\?");
            SlowCall call = factory.signals().slowCalls().get(0);
            assertThat(call.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
            assertThat(call.signal()).isEqualTo("post_save");
            assertThat(call.sender()).isEqualTo(Article.class.getName());
            assertThat(call.receiver()).isEqualTo("lambda in " + SlowCallsIT.class.getName());
            assertThat(call.event()).isEqualTo("post_save Article#1 created");
            assertThat(call.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(call.statements())
                    .singleElement()
                    .extracting(SlowCall.Statement::times)
                    .isEqualTo(call.statementCount());
        }
    }

    @Test
    void aLoopWithOtherValuesInEachStatementIsOneStatement() {
        try (TestFactory factory = factory(Map.of(SignalSettings.SLOW, "0ms"))) {
            factory.signals().postSave().connect(Article.class, event -> {
                for (int i = 0; i < 150; i++) {
                    query(event.session(), "secret " + i);
                }
            });

            factory.inTransaction(session -> session.persist(new Article(1)));

            SlowCall call = factory.signals().slowCalls().get(0);
            assertThat(call.statementCount()).isEqualTo(150);
            assertThat(call.statements())
                    .containsExactly(new SlowCall.Statement("select count(*) from Article where title = ?", 150));
        }
    }

    @Test
    void callsThatAreFastEnoughAreNotLogged() {
        try (CapturedLog log = CapturedLog.of(LOGGER);
                TestFactory factory = factory(Map.of(SignalSettings.SLOW, Duration.ofHours(1)))) {
            factory.signals().postSave().connect(Article.class, event -> query(event.session(), "a"));

            factory.inTransaction(session -> session.persist(new Article(1)));

            assertThat(log.messages()).isEmpty();
            assertThat(factory.signals().slowCalls()).isEmpty();
        }
    }

    @Test
    void withoutTheSettingNothingIsMeasured() {
        try (CapturedLog log = CapturedLog.of(LOGGER);
                TestFactory factory = factory(Map.of())) {
            factory.signals().postSave().connect(Article.class, event -> query(event.session(), "a"));

            factory.inTransaction(session -> session.persist(new Article(1)));

            assertThat(log.messages()).isEmpty();
            assertThat(factory.signals().slowCalls()).isEmpty();
            assertThat(factory.sessionFactory()
                            .unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                            .getSessionFactoryOptions()
                            .getStatementInspector())
                    .isSameAs(factory.statements());
        }
    }

    @Test
    void aCallHasTheStatementsOfTheCallsThatItCauses() {
        try (TestFactory factory = factory(EACH)) {
            factory.signals().preSave().connect(Comment.class, event -> query(event.session(), "inner"));
            factory.signals().postSave().connect(Article.class, event -> {
                event.session().persist(new Comment(1));
                event.session().createNativeQuery("select 7", Integer.class).getSingleResult();
            });

            factory.inTransaction(session -> session.persist(new Article(1)));

            List<SlowCall> calls = factory.signals().slowCalls();
            assertThat(calls)
                    .extracting(SlowCall::event)
                    .containsExactly("pre_save Comment#1 new", "post_save Article#1 created");
            assertThat(calls.get(0).statementCount()).isEqualTo(1);
            assertThat(calls.get(1).statements())
                    .extracting(SlowCall.Statement::sql)
                    .startsWith("select count(*) from Article where title = ?")
                    .endsWith("select ?");
            assertThat(calls.get(1).duration())
                    .isGreaterThanOrEqualTo(calls.get(0).duration());
        }
    }

    @Test
    void statementsBesideTheCallAreNotOfIt() {
        try (TestFactory factory = factory(EACH)) {
            factory.signals().postSave().connect(Article.class, event -> {});

            factory.inTransaction(session -> {
                session.persist(new Article(1));
                session.flush();
                query(session, "a");
            });

            assertThat(factory.signals().slowCalls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.statements()).isEmpty());
        }
    }

    @Test
    void aCallInAnotherThreadIsMeasuredThere() {
        try (TestFactory factory = factory(EACH)) {
            factory.signals()
                    .postSave()
                    .connect(
                            Article.class,
                            event -> event.inNewTransaction((session, article) -> query(session, "a")),
                            afterCommit(ReceiverExecutor.onVirtualThreads()));

            factory.inTransaction(session -> session.persist(new Article(1)));

            await().until(() -> !factory.signals().slowCalls().isEmpty());
            assertThat(factory.signals().slowCalls()).singleElement().satisfies(call -> {
                assertThat(call.statements())
                        .extracting(SlowCall.Statement::sql)
                        .contains("select count(*) from Article where title = ?");
                assertThat(call.thread()).isNotEqualTo(Thread.currentThread().getName());
            });
        }
    }

    @Test
    void anAsynchronousReceiverIsMeasuredToTheEndOfItsStage() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        try (TestFactory factory = factory(EACH)) {
            factory.signals().postSave().connect(Article.class, (AsyncReceiver<PostSave<Article>>) event -> {
                stage.complete("done");
                return stage;
            });

            factory.inTransaction(session -> session.persist(new Article(1)));

            assertThat(factory.signals().slowCalls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.statementCount()).isZero());
        }
    }

    @Test
    void aCallThatThrowsIsMeasuredToo() {
        try (TestFactory factory = factory(EACH)) {
            factory.signals().postSave().connect(Article.class, event -> {
                throw new IllegalStateException("no");
            });

            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Article(1))))
                    .hasMessageContaining("no");

            assertThat(factory.signals().slowCalls()).hasSize(1);
        }
    }

    @Test
    void theLastFiftyAreKept() {
        try (TestFactory factory = factory(EACH)) {
            factory.signals().postSave().connect(Article.class, event -> {});

            factory.inTransaction(session -> {
                for (int id = 1; id <= 60; id++) {
                    session.persist(new Article(id));
                }
            });

            assertThat(factory.signals().slowCalls())
                    .hasSize(50)
                    .first()
                    .extracting(SlowCall::event)
                    .isEqualTo("post_save Article#11 created");
        }
    }

    @Test
    void theSettingIsNoTimeline() {
        try (TestFactory factory = factory(EACH)) {
            assertThatThrownBy(() -> factory.signals().timeline()).hasMessageContaining("signals.timeline=true");
            factory.inTransaction(session -> session.persist(new Article(1)));
            assertThat(factory.statements().all()).anyMatch(sql -> sql.startsWith("insert"));
        }
    }

    @Test
    void aValueThatIsNoTimeIsRefused() {
        assertThatThrownBy(() -> factory(Map.of(SignalSettings.SLOW, "50")))
                .satisfies(refusal ->
                        ErrorsPage.assertListed(SlowCallsIT.class, "wrong-time-of-slow", refusal.getMessage()));
    }
}
