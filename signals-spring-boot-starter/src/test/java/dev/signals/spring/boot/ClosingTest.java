package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.event.PostSave;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The end of an application while receivers are being called in other threads. */
class ClosingTest {

    /** Needs the session factory, so it is destroyed before that. */
    static class Mailer implements DisposableBean {

        private final CountDownLatch destroyed = new CountDownLatch(1);

        Mailer(EntityManager manager) {}

        @Override
        public void destroy() {
            destroyed.countDown();
        }

        boolean isDestroyedSoon() throws InterruptedException {
            return destroyed.await(300, TimeUnit.MILLISECONDS);
        }
    }

    static class Mails {

        /** What the calls have found; it outlives the context. */
        static final List<String> FOUND = Collections.synchronizedList(new ArrayList<>());

        private final Mailer mailer;

        Mails(Mailer mailer) {
            this.mailer = mailer;
        }

        @Receiver(async = true)
        void send(PostSave<Article> event) throws InterruptedException {
            FOUND.add(mailer.isDestroyedSoon() ? "destroyed" : "there");
        }
    }

    private static void closeWithCalls(ApplicationContextRunner runner) {
        Mails.FOUND.clear();
        runner.withBean(Mailer.class)
                .withBean(Mails.class)
                .run(context -> inTransaction(context, manager -> {
                    manager.persist(new Article());
                    manager.persist(new Article());
                }));
    }

    @Test
    void callsInOtherThreadsEndBeforeTheBeansThatTheyNeed() {
        closeWithCalls(runner());

        assertThat(Mails.FOUND).containsExactly("there", "there");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soDoThoseOfAnExecutorOfTheApplication(boolean ordered) {
        closeWithCalls(runner().withBean(ReceiverExecutor.class, () -> {
            ReceiverExecutor executor = ReceiverExecutor.on(work -> {
                Thread thread = new Thread(work, "receiver");
                thread.setDaemon(true);
                thread.start();
            });
            return ordered ? executor.orderedPerEntity() : executor;
        }));

        assertThat(Mails.FOUND).containsExactly("there", "there");
    }
}
