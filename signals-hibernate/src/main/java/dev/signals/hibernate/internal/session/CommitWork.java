package dev.signals.hibernate.internal.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** What waits for the commit. Each work is on its own: a failure is logged and stops neither the commit nor the others. */
public final class CommitWork {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    /** Adds what is to run after the commit, in this order. */
    public void add(Runnable work) {
        waiting.add(work);
    }

    void forget() {
        waiting.clear();
    }

    /** Runs everything that waits. What a work hands over by itself runs at once, as the transaction has ended by then. */
    void run() {
        for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
            runIsolated(work);
        }
    }

    /** Runs what there is no commit to wait for. */
    public static void runIsolated(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            LOG.log(
                    Level.ERROR,
                    work + " failed after the commit, which stands; the other receivers are still called",
                    e);
        }
    }

    /** Runs what waits for the commit of a session that Hibernate does not tell. */
    public static void runUnawaited(Runnable work) {
        LOG.log(
                Level.WARNING,
                work
                        + " runs before the commit: Hibernate 7.0 and 7.1 do not tell which stateless session it is; write with a"
                        + " session, or use Hibernate 7.2 or later");
        runIsolated(work);
    }
}
