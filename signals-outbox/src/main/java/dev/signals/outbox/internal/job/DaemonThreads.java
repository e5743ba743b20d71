package dev.signals.outbox.internal.job;

import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that keep no process alive, named after their receiver. */
final class DaemonThreads implements ThreadFactory {

    private static final class OwnThread extends Thread {

        OwnThread(Runnable work, String name) {
            super(work, name);
        }
    }

    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    DaemonThreads(String receiver) {
        this.name = "signals-outbox-" + receiver + "-";
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new OwnThread(work, name + made.incrementAndGet());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(DaemonThreads::log);
        return thread;
    }

    /** The executor replaces the thread, and another attempt follows. db-scheduler lets failures of the database out. */
    private static void log(Thread thread, Throwable failure) {
        System.getLogger("dev.signals.outbox.Outbox")
                .log(
                        Level.WARNING,
                        "thread " + thread.getName() + " has failed, and goes on with the next call",
                        failure);
    }

    /** Returns whether the current thread is one of them, so that a durable receiver is being called in it. */
    static boolean haveCurrent() {
        return Thread.currentThread() instanceof OwnThread;
    }
}
