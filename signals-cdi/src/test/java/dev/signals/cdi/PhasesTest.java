package dev.signals.cdi;

import static dev.signals.Options.order;
import static jakarta.enterprise.event.TransactionPhase.AFTER_COMPLETION;
import static jakarta.enterprise.event.TransactionPhase.AFTER_FAILURE;
import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;
import static jakarta.enterprise.event.TransactionPhase.BEFORE_COMPLETION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.event.PostSave;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When and in which order observers are called, in transactions without JTA. */
class PhasesTest {

    @ApplicationScoped
    static class OfPhases {

        @Inject
        Log log;

        void now(@Observes PostSave<Article> event) {
            log.add("at once");
        }

        void before(@Observes(during = BEFORE_COMPLETION) PostSave<Article> event) {
            log.add("before");
        }

        void success(@Observes(during = AFTER_SUCCESS) PostSave<Article> event) {
            log.add("success");
        }

        void failure(@Observes(during = AFTER_FAILURE) PostSave<Article> event) {
            log.add("failure");
        }

        void completion(@Observes(during = AFTER_COMPLETION) PostSave<Article> event) {
            log.add("completion");
        }
    }

    @Test
    void theTransactionPhasesNeedNoJta() {
        try (Magazine magazine = Magazine.with(OfPhases.class)) {
            magazine.inTransaction(entityManager -> {
                entityManager.persist(new Article("a"));
                entityManager.flush();
                magazine.bean(Log.class).add("flushed");
            });
            assertThat(magazine.log()).containsExactly("at once", "flushed", "before", "success", "completion");

            magazine.inTransaction(entityManager -> {
                entityManager.persist(new Article("b"));
                entityManager.flush();
                entityManager.getTransaction().setRollbackOnly();
            });
            assertThat(magazine.log()).containsExactly("at once", "failure", "completion");
        }
    }

    @ApplicationScoped
    static class OfRanks {

        @Inject
        Log log;

        void late(@Observes @Priority(2600) PostSave<Article> event) {
            log.add("2600");
        }

        void plain(@Observes PostSave<Article> event) {
            log.add("plain");
        }

        void early(@Observes @Priority(1) PostSave<Article> event) {
            log.add("1");
        }
    }

    @Test
    void thePriorityIsTheOrderAndTheDefaultIsZero() {
        try (Magazine magazine = Magazine.with(OfRanks.class)) {
            Log log = magazine.bean(Log.class);
            magazine.signals().postSave().connect(Article.class, event -> log.add("order -1"), order(-1));
            magazine.signals().postSave().connect(Article.class, event -> log.add("order 0"));
            magazine.signals().postSave().connect(Article.class, event -> log.add("order 99"), order(99));
            magazine.save(new Article("a"));

            assertThat(magazine.log()).containsExactly("1", "order -1", "plain", "order 0", "order 99", "2600");
        }
    }

    @ApplicationScoped
    static class Strict {

        void check(@Observes PostSave<Article> event) {
            if (event.instance().title.isEmpty()) {
                throw new IllegalStateException("no title");
            }
        }

        void checkAll(@Observes(during = BEFORE_COMPLETION) PostSave<Article> event) {
            if (event.instance().pages == 0) {
                throw new IllegalStateException("no pages");
            }
        }

        void tooLate(@Observes(during = AFTER_SUCCESS) PostSave<Article> event) {
            throw new IllegalStateException("too late");
        }
    }

    @Test
    void anExceptionRollsBackUntilTheCommit() {
        try (Magazine magazine = Magazine.with(Strict.class)) {
            List<String> failures = new ArrayList<>();
            magazine.signals()
                    .onFailure((connection, event, failure) ->
                            failures.add(connection.receiverName() + ": " + failure.getMessage()));
            Article empty = new Article("b");
            empty.pages = 0;

            assertThatThrownBy(() -> magazine.save(new Article(""))).hasStackTraceContaining("no title");
            assertThatThrownBy(() -> magazine.save(empty)).hasStackTraceContaining("no pages");
            magazine.save(new Article("c"));

            assertThat(failures).containsExactly(Strict.class.getName() + ".tooLate: too late");
            magazine.inTransaction(entityManager -> assertThat(entityManager
                            .createQuery("select title from Article", String.class)
                            .getResultList())
                    .containsExactly("c"));
        }
    }

    @RequestScoped
    static class Request {

        String name() {
            return "request";
        }
    }

    @ApplicationScoped
    static class InBackground {

        @Inject
        Log log;

        @Inject
        Request request;

        void saved(@ObservesAsync PostSave<Article> event) {
            long committed = event.sessionFactory()
                    .fromTransaction(session -> session.createSelectionQuery("select count(*) from Article", Long.class)
                            .getSingleResult());
            log.add(request.name() + " " + event.instance() + " of " + committed + " "
                    + Thread.currentThread().getName().equals("main"));
        }
    }

    @Test
    void anAsynchronousObserverIsCalledAfterTheCommitInAnotherThread() {
        try (Magazine magazine = Magazine.with(InBackground.class, Request.class)) {
            magazine.inTransaction(entityManager -> {
                entityManager.persist(new Article("lost"));
                entityManager.flush();
                entityManager.getTransaction().setRollbackOnly();
            });
            magazine.save(new Article("a"));
            List<String> log = new ArrayList<>();
            await().until(() -> log.addAll(magazine.log()));

            assertThat(log).containsExactly("request a of 1 false");
        }
    }
}
