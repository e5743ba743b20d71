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
 * Calls receivers after the commit in other threads: {@code connect(Article.class, receiver, afterCommit(executor))}.
 *
 * <pre>{@code
 * ReceiverExecutor mails = ReceiverExecutor.on(threadPool).orderedPerEntity().atMost(1000, WhenFull.WAIT);
 * }</pre>
 *
 * <p>What is accepted is called, or reported: when the session factory closes it waits for the calls that are under way and
 * waiting, {@link #closingWithin} a time; those that have not begun by then, and those that the executor rejects, are logged and
 * told to the {@linkplain dev.signals.Signal#onFailure failure handlers}. A failure of a receiver is treated as any after the
 * commit. Events are lost if the process dies: for messages that must not be, write them to a table before the commit.
 *
 * <p>In another thread the event has its values, and {@link ModelEvent#inNewTransaction}; the session is not to be used. The
 * instance is the object that the session has managed; do not change it, and do not read it while the thread of the session
 * goes on with it.
 *
 * <p>One instance has one queue. The {@code with}-like methods return a new instance, with a queue of its own. May be used by
 * several receivers, session factories and threads.
 *
 * <p>Two of them that wait for each other's room must not share a pool of few threads, and one that several session factories use
 * is waited for by each: when the time of one is over, what has not begun is given up for all.
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
     * Calls receivers in the threads of {@code executor}, in any order, with room for 10,000 calls and {@link WhenFull#WAIT}.
     * The executor is not shut down here; if it is shut down before the session factory is closed, calls are lost, and
     * reported.
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

    /** Calls each receiver in a thread of its own: a virtual one from Java 21 on, before that one of a pool of daemon threads. */
    public static ReceiverExecutor onVirtualThreads() {
        ExecutorService executor = virtualThreads();
        String name = executor instanceof ThreadPoolExecutor ? "daemon threads" : "virtual threads";
        return new ReceiverExecutor(executor, name, false, DEFAULT_MOST, WhenFull.WAIT, DEFAULT_TIMEOUT);
    }

    /** Its class, as what it says of itself may be long, and hold at that moment only. */
    private static String kindOf(Executor executor) {
        String type = executor.getClass().getName();
        int lambda = type.indexOf("$$Lambda");
        String known = lambda < 0 ? type : type.substring(0, lambda);
        String simple = known.substring(known.lastIndexOf('.') + 1).replace('$', '.');
        return lambda < 0 ? simple : "lambda in " + simple;
    }

    /**
     * Calls that are about one entity are made one after another, in the order of the commits as far as one thread made them;
     * those of a batch receiver likewise. Others still run at the same time.
     *
     * <p>A pool of the JDK makes the calls about one entity in one thread. Any other executor may carry something over from the thread
     * that has committed, so each call is handed to it by that thread, and gets a thread of its own, in which it waits for its
     * turn. So give such an executor more threads than there are calls waiting about one entity, or virtual ones. A call that has not
     * begun 10 seconds after a later one could have is given up, and reported. If the executor takes no more while earlier calls
     * about the entity are there, the committing thread waits up to 10 seconds for its turn and makes the call, unless {@link
     * WhenFull#REJECT} is set.
     */
    public ReceiverExecutor orderedPerEntity() {
        return new ReceiverExecutor(executor, name, true, most, whenFull, timeout);
    }

    /** At most this many calls are waiting or under way. */
    public ReceiverExecutor atMost(int calls, WhenFull policy) {
        if (calls < 1) {
            throw new IllegalArgumentException("a receiver executor needs room for at least 1 call, not " + calls);
        }
        return new ReceiverExecutor(executor, name, ordered, calls, Objects.requireNonNull(policy, "policy"), timeout);
    }

    /** How long the closing of a session factory waits for the calls; 30 seconds otherwise. */
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

    /** The queue of this instance. */
    CallQueue queue() {
        return queue;
    }

    /** Waits for all calls that have been accepted; a session factory does so when it is closed. */
    public void awaitCalls() {
        queue.await();
    }

    /** The kind of executor, and what has been asked of it. */
    @Override
    public String toString() {
        boolean roomOfItsOwn = most != DEFAULT_MOST || whenFull != WhenFull.WAIT;
        return name
                + (ordered ? ", ordered per entity" : "")
                + (roomOfItsOwn ? ", at most " + most + ", then " + whenFull : "");
    }

    /** Idle ones end soon: each keeps the class loader of the application that was the first to need it. */
    private static ExecutorService cachedThreads() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            // It is used again, so what it inherited from its first committer would be seen in the calls of others.
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
