package dev.signals.hibernate;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.internal.connect.CallQueue;
import dev.signals.hibernate.internal.connect.CallQueue.Overflow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An executor that calls receivers after the commit in other threads: {@code connect(Article.class, receiver,
 * afterCommit(executor))}.
 *
 * <pre>{@code
 * ReceiverExecutor mails = ReceiverExecutor.on(threadPool).orderedPerEntity().atMost(1000, WhenFull.WAIT);
 * }</pre>
 *
 * <p>Every accepted call is made or reported. When the session factory closes, it waits for running and waiting calls,
 * but no longer than {@link #closingWithin} allows. Calls that have not begun then, and calls that the executor
 * rejects, are logged, and the {@linkplain dev.signals.Signal#onFailure failure handlers} are notified. A failure of a
 * receiver is treated like any failure after the commit. Calls are lost if the process dies: write messages that must
 * not be lost to a table before the commit.
 *
 * <p>In another thread, use the values of the event and {@link ModelEvent#inNewTransaction}, but not its session. The
 * instance is the object that the session has managed: do not change it, and do not read it while the thread of the
 * session still works with it.
 *
 * <p>Each instance has a queue of its own. The methods that change an option return a new instance. An instance may be
 * used by several receivers, session factories and threads.
 *
 * <p>Two instances whose receivers wait for room in each other's queue must not share a small thread pool. If several
 * session factories share an instance, each waits for it when it closes: when the time of one is over, calls that have
 * not begun are given up for all.
 */
public final class ReceiverExecutor {

    private static final int DEFAULT_MOST = 10_000;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final Executor executor;
    private final String name;
    private final boolean ordered;
    private final int most;
    private final WhenFull whenFull;
    private final Duration timeout;
    private final CallQueue queue;

    private ReceiverExecutor(
            Executor executor, String name, boolean ordered, int most, WhenFull whenFull, Duration timeout) {
        this.executor = executor;
        this.name = name;
        this.ordered = ordered;
        this.most = most;
        this.whenFull = whenFull;
        this.timeout = timeout;
        this.queue = new CallQueue(executor, ordered, most, overflow(whenFull), timeout);
    }

    /**
     * Creates an executor that calls receivers in the threads of {@code executor}, in any order, with room for 10,000
     * calls and {@link WhenFull#WAIT}. It never shuts {@code executor} down. If {@code executor} is shut down before
     * the session factory is closed, calls are lost, and are reported.
     */
    public static ReceiverExecutor on(Executor executor) {
        return new ReceiverExecutor(
                Objects.requireNonNull(executor, "executor"),
                kindOf(executor),
                false,
                DEFAULT_MOST,
                WhenFull.WAIT,
                DEFAULT_TIMEOUT);
    }

    /**
     * Creates an executor that calls each receiver in a thread of its own: a virtual thread from Java 21 on, before
     * that a daemon thread of a pool.
     */
    public static ReceiverExecutor onVirtualThreads() {
        ExecutorService executor = virtualThreads();
        String name = executor instanceof ThreadPoolExecutor ? "daemon threads" : "virtual threads";
        return new ReceiverExecutor(executor, name, false, DEFAULT_MOST, WhenFull.WAIT, DEFAULT_TIMEOUT);
    }

    /**
     * Returns the class of an executor for messages. Its {@code toString} may be long, and describes only the current
     * state.
     */
    private static String kindOf(Executor executor) {
        String type = executor.getClass().getName();
        int lambda = type.indexOf("$$Lambda");
        String known = lambda < 0 ? type : type.substring(0, lambda);
        String simple = known.substring(known.lastIndexOf('.') + 1).replace('$', '.');
        return lambda < 0 ? simple : "lambda in " + simple;
    }

    /**
     * Returns an executor that makes the calls about one entity one after another, in the order of the commits as far
     * as one thread made them. The calls of one batch receiver follow each other too. Other calls still run at the same
     * time.
     *
     * <p>A pool of the JDK makes the calls about one entity in one thread. Any other executor may carry context over
     * from the thread that has committed. So that thread submits each call itself, and each call occupies a thread of
     * its own while it waits for its turn. Give such an executor more threads than there are calls waiting about one
     * entity, or virtual threads. A call that has not begun 10 seconds after a later one could have begun is given up,
     * and reported. If the executor rejects a call while there are earlier calls about the entity, the committing
     * thread waits up to 10 seconds for its turn and makes the call, unless {@link WhenFull#REJECT} is set.
     */
    public ReceiverExecutor orderedPerEntity() {
        return new ReceiverExecutor(executor, name, true, most, whenFull, timeout);
    }

    /**
     * Returns an executor with room for this many calls, waiting or running.
     *
     * @param policy the treatment of a call for which there is no room
     * @throws IllegalArgumentException if {@code calls} is less than 1
     */
    public ReceiverExecutor atMost(int calls, WhenFull policy) {
        if (calls < 1) {
            throw new IllegalArgumentException("a receiver executor needs room for at least 1 call, not " + calls);
        }
        return new ReceiverExecutor(executor, name, ordered, calls, Objects.requireNonNull(policy, "policy"), timeout);
    }

    /**
     * Returns an executor for which the closing of a session factory waits at most this long; 30 seconds by default.
     */
    public ReceiverExecutor closingWithin(Duration time) {
        return new ReceiverExecutor(executor, name, ordered, most, whenFull, Objects.requireNonNull(time, "time"));
    }

    private static Overflow overflow(WhenFull policy) {
        return switch (policy) {
            case WAIT -> Overflow.WAIT;
            case CALL_AT_ONCE -> Overflow.CALL_AT_ONCE;
            case REJECT -> Overflow.REJECT;
        };
    }

    /** Returns the queue of this instance. */
    CallQueue queue() {
        return queue;
    }

    /** Returns how many calls have been accepted and have not ended: they wait, or are being made. */
    public int pendingCalls() {
        return queue.size();
    }

    /**
     * Waits until the accepted calls have been made, as a session factory does when it is closed. Calls that have not
     * begun when the time of {@link #closingWithin} is over are given up, and reported.
     */
    public void awaitCalls() {
        queue.await();
    }

    /** Returns the kind of executor and its options. */
    @Override
    public String toString() {
        boolean roomOfItsOwn = most != DEFAULT_MOST || whenFull != WhenFull.WAIT;
        return name
                + (ordered ? ", ordered per entity" : "")
                + (roomOfItsOwn ? ", at most " + most + ", then " + whenFull : "");
    }

    /**
     * Creates a pool whose idle threads end soon, because each keeps the class loader alive of the application that
     * needed it first.
     */
    private static ExecutorService cachedThreads() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            // The thread is used again, so values inherited from its first committer would be visible in the calls of
            // others.
            Thread thread = new Thread(null, work, "signals-receiver", 0, false);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invokeExact();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return cachedThreads();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the executor of virtual threads cannot be made", e);
        }
    }
}
