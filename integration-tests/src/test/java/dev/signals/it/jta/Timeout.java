package dev.signals.it.jta;

import static dev.signals.it.jta.JtaFactory.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.jta.JtaFactory.Work;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for the thread of the transaction manager that rolls back what takes too long. */
final class Timeout {

    private Timeout() {}

    /** Begins a transaction, does the work in it and returns when it has been rolled back; it is left to the thread. */
    static void ofTransaction(Work work) throws Exception {
        MANAGER.setTransactionTimeout(1);
        MANAGER.begin();
        MANAGER.setTransactionTimeout(0);
        // one of the two is called behind the Synchronization of Hibernate, whatever the order is
        Completion first = new Completion();
        Completion last = new Completion();
        MANAGER.getTransaction().registerSynchronization(first);
        work.run();
        MANAGER.getTransaction().registerSynchronization(last);
        first.await();
        last.await();
        assertThat(MANAGER.getStatus()).isEqualTo(Status.STATUS_ROLLEDBACK);
        assertThat(first.thread).isNotSameAs(Thread.currentThread());
    }

    private static final class Completion implements Synchronization {

        private final CountDownLatch completed = new CountDownLatch(1);
        private volatile Thread thread = Thread.currentThread();

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            thread = Thread.currentThread();
            completed.countDown();
        }

        void await() throws InterruptedException {
            assertThat(completed.await(60, TimeUnit.SECONDS)).as("completed").isTrue();
        }
    }
}
