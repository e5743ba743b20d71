package dev.signals.cdi;

import static jakarta.enterprise.event.TransactionPhase.AFTER_FAILURE;
import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;
import static jakarta.enterprise.event.TransactionPhase.BEFORE_COMPLETION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.PostSave;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same phases in transactions of JTA, which services begin by annotation. */
class JtaPhasesTest {

    /** What an application fires itself. */
    record Published(String title) {}

    @ApplicationScoped
    static class Press {

        @Inject
        SessionFactory factory;

        @Inject
        Event<Published> published;

        @Transactional
        void print(Article article) {
            published.fire(new Published(article.title));
            write(entityManager -> entityManager.persist(article));
        }

        @Transactional
        void fail(Article article) {
            write(entityManager -> entityManager.persist(article));
            throw new IllegalStateException("no paper");
        }

        @Transactional
        void comment(String text) {
            write(entityManager -> entityManager.persist(new Comment(text)));
        }

        /** Works with the session of the transaction, as with an entity manager of a server. */
        private void write(Consumer<EntityManager> work) {
            Session session = factory.getCurrentSession();
            work.accept(session);
            session.flush();
        }

        List<String> comments() {
            return factory.fromTransaction(
                    session -> session.createSelectionQuery("select text from Remark order by text", String.class)
                            .getResultList());
        }
    }

    @ApplicationScoped
    static class Observers {

        @Inject
        Log log;

        @Inject
        Press press;

        void now(@Observes PostSave<Article> event) {
            log.add("at once");
        }

        void before(@Observes(during = BEFORE_COMPLETION) PostSave<Article> event) {
            log.add("before");
            if (event.instance().pages == 0) {
                throw new IllegalStateException("no pages");
            }
            event.session().persist(new Comment("before " + event.instance()));
        }

        void success(@Observes(during = AFTER_SUCCESS) PostSave<Article> event) {
            log.add("success");
            press.comment("after " + event.instance());
        }

        void failure(@Observes(during = AFTER_FAILURE) PostSave<Article> event) {
            log.add("failure");
        }
    }

    @ApplicationScoped
    static class OfTheApplication {

        @Inject
        Log log;

        void before(@Observes(during = BEFORE_COMPLETION) Published event) {
            log.add("own event before");
        }

        void success(@Observes(during = AFTER_SUCCESS) Published event) {
            log.add("own event success");
        }
    }

    /** An entity manager for each transaction, which CDI closes as soon as the transaction has ended. */
    @ApplicationScoped
    static class Managers {

        @Produces
        @TransactionScoped
        EntityManager open(SessionFactory factory) {
            return factory.createEntityManager();
        }

        void close(@Disposes EntityManager entityManager) {
            entityManager.close();
        }
    }

    @ApplicationScoped
    static class Editor {

        @Inject
        EntityManager entityManager;

        @Transactional
        void print(Article article) {
            entityManager.persist(article);
        }
    }

    private static Magazine magazine;

    @BeforeAll
    static void start() {
        magazine =
                Magazine.onServer(Press.class, Observers.class, OfTheApplication.class, Managers.class, Editor.class);
        assertThat(magazine.factory().isOpen()).isTrue(); // builds it, outside of a transaction
    }

    @AfterAll
    static void end() {
        magazine.close();
    }

    @AfterEach
    void clear() {
        magazine.log();
        magazine.factory()
                .runInTransaction(entityManager ->
                        entityManager.createQuery("delete Remark").executeUpdate());
    }

    private static Press press() {
        return magazine.bean(Press.class);
    }

    @Test
    void anObserverAfterTheCommitMayCallTransactionalMethods() {
        press().print(new Article("a"));

        assertThat(press().comments()).containsExactly("after a", "before a");
    }

    @Test
    void observersOfOtherEventsAreCalledByTheContainerInItsOwnPhases() {
        press().print(new Article("a"));

        assertThat(magazine.log())
                .containsSubsequence("at once", "before", "success")
                .containsSubsequence("own event before", "own event success")
                .hasSize(5);
    }

    @Test
    void afterARollbackOnlyObserversOfFailuresAreCalled() {
        assertThatThrownBy(() -> press().fail(new Article("b"))).hasMessage("no paper");

        assertThat(magazine.log()).containsExactly("at once", "failure");
        assertThat(press().comments()).isEmpty();
    }

    @Test
    void anExceptionBeforeTheCommitRollsBack() {
        Article empty = new Article("c");
        empty.pages = 0;

        assertThatThrownBy(() -> press().print(empty)).hasStackTraceContaining("no pages");

        assertThat(magazine.log()).contains("before", "failure").doesNotContain("success");
        assertThat(press().comments()).isEmpty();
    }

    @Test
    void anEntityManagerThatIsClosedWhenTheTransactionHasEndedHasCommittedToo() {
        magazine.bean(Editor.class).print(new Article("d"));

        assertThat(magazine.log()).containsExactly("at once", "before", "success");
        assertThat(press().comments()).containsExactly("after d", "before d");
    }
}
