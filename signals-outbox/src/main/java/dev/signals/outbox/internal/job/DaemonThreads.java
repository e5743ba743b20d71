package dev.signals.outbox.internal.job;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that keep no process alive, named after their receiver. */
final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    DaemonThreads(String receiver) {
        this.name = "signals-outbox-" + receiver + "-";
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
