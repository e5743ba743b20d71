package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Receivers beside what Spring calls in a transaction, in the order that docs/guide/spring-boot.md shows. */
class TransactionOrderTest {

    /** An event of the application. */
    record Placed(String by) {}

    /** What Spring calls. */
    static class Listeners {

        private final Log log;

        Listeners(Log log) {
            this.log = log;
        }

        @EventListener
        void atOnce(Placed event) {
            log.add("listener at once, of the " + event.by());
        }

        @TransactionalEventListener(phase = org.springframework.transaction.event.TransactionPhase.BEFORE_COMMIT)
        void beforeCommit(Placed event) {
            log.add("listener before the commit, of the " + event.by());
        }

        @TransactionalEventListener
        void afterCommit(Placed event) {
            log.add("listener after the commit, of the " + event.by());
        }

        @TransactionalEventListener(phase = org.springframework.transaction.event.TransactionPhase.AFTER_ROLLBACK)
        void afterRollback(Placed event) {
            log.add("listener after the rollback, of the " + event.by());
        }

        @TransactionalEventListener(phase = org.springframework.transaction.event.TransactionPhase.AFTER_COMPLETION)
        void afterCompletion(Placed event) {
            log.add("listener after the completion, of the " + event.by());
        }
    }

    /** What the library calls. */
    static class Receivers {

        private final Log log;
        private final ApplicationEventPublisher events;

        Receivers(Log log, ApplicationEventPublisher events) {
            this.log = log;
            this.events = events;
        }

        @Receiver
        void before(PreSave<Article> event) {
            log.add("pre_save");
        }

        @Receiver
        void saved(PostSave<Article> event) {
            log.add("post_save");
            events.publishEvent(new Placed("receiver"));
        }

        @Receiver(phase = TransactionPhase.BEFORE_COMMIT)
        void beforeCommit(PostSave<Article> event) {
            log.add("receiver before the commit");
        }

        @Receiver(phase = TransactionPhase.AFTER_COMMIT)
        void afterCommit(PostSave<Article> event) {
            log.add("receiver after the commit");
        }

        @Receiver(phase = TransactionPhase.AFTER_ROLLBACK)
        void afterRollback(PostSave<Article> event) {
            log.add("receiver after the rollback");
        }

        @Receiver(phase = TransactionPhase.AFTER_COMPLETION)
        void afterCompletion(PostSave<Article> event) {
            log.add("receiver after the completion");
        }

        @Receiver
        void changed(Changed<Article> event) {
            log.add("changed");
        }
    }

    private static void place(ApplicationContext context, EntityManager manager) {
        manager.persist(new Article());
        context.publishEvent(new Placed("service"));
        context.getBean(Log.class).add("end of the service");
    }

    @Test
    void receiversBesideListenersAtACommit() {
        runner().withBean(Listeners.class).withBean(Receivers.class).run(context -> {
            inTransaction(context, manager -> place(context, manager));

            assertThat(context.getBean(Log.class).lines())
                    .containsExactly(
                            "pre_save",
                            "listener at once, of the service",
                            "end of the service",
                            "listener before the commit, of the service",
                            "post_save", // the flush of the commit
                            "listener at once, of the receiver",
                            "receiver before the commit", // the listener before the commit would come too late
                            "changed",
                            "receiver after the commit",
                            "receiver after the completion",
                            "listener after the commit, of the service",
                            "listener after the completion, of the service",
                            "listener after the commit, of the receiver",
                            "listener after the completion, of the receiver");
        });
    }

    @Test
    void receiversBesideListenersAtARollback() {
        runner().withBean(Listeners.class).withBean(Receivers.class).run(context -> {
            assertThatThrownBy(() -> inTransaction(context, manager -> {
                        place(context, manager);
                        manager.flush();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");

            assertThat(context.getBean(Log.class).lines())
                    .containsExactly(
                            "pre_save",
                            "listener at once, of the service",
                            "end of the service",
                            "post_save",
                            "listener at once, of the receiver",
                            "receiver after the rollback",
                            "receiver after the completion",
                            "listener after the rollback, of the service",
                            "listener after the completion, of the service",
                            "listener after the rollback, of the receiver",
                            "listener after the completion, of the receiver");
        });
    }

    @Test
    void anEventOfAReceiverReachesTheListenerBeforeTheCommitIfTheServiceFlushes() {
        runner().withBean(Listeners.class).withBean(Receivers.class).run(context -> {
            inTransaction(context, manager -> {
                place(context, manager);
                manager.flush();
            });

            assertThat(context.getBean(Log.class).lines())
                    .containsSubsequence(
                            "post_save",
                            "listener before the commit, of the service",
                            "listener before the commit, of the receiver",
                            "receiver before the commit");
        });
    }

    /** Receivers that are transactional themselves, and write. */
    static class TransactionalReceivers {

        private final EntityManager manager;

        TransactionalReceivers(EntityManager manager) {
            this.manager = manager;
        }

        @Receiver
        @Transactional
        void joins(PostSave<Memo> event) {
            write("joins");
        }

        @Receiver
        @Transactional(propagation = Propagation.REQUIRES_NEW)
        void isApart(PostSave<Memo> event) {
            write("is apart");
        }

        @Receiver(phase = TransactionPhase.AFTER_COMMIT)
        @Transactional
        void follows(PostSave<Memo> event) {
            write("follows");
        }

        @Receiver(async = true)
        @Transactional
        void isElsewhere(PostSave<Memo> event) {
            write("is elsewhere");
        }

        private void write(String title) {
            Article article = new Article();
            article.title = title;
            manager.persist(article);
        }
    }

    private static List<?> titles(ApplicationContext context) {
        return context.getBean(EntityManager.class)
                .createQuery("select title from Article order by title")
                .getResultList();
    }

    @Test
    void transactionalReceiversJoinTheTransactionOrHaveTheirOwn() {
        runner().withBean(TransactionalReceivers.class).run(context -> {
            inTransaction(context, manager -> manager.persist(new Memo()));

            await().untilAsserted(() -> assertThat(titles(context))
                    .map(Object::toString)
                    .containsExactly("follows", "is apart", "is elsewhere", "joins"));
        });
    }

    @Test
    void whatATransactionOfTheirOwnHasWrittenStaysAfterARollback() {
        runner().withBean(TransactionalReceivers.class).run(context -> {
            assertThatThrownBy(() -> inTransaction(context, manager -> {
                        manager.persist(new Memo());
                        manager.flush();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");

            assertThat(titles(context)).map(Object::toString).containsExactly("is apart");
        });
    }
}
