package dev.signals.hibernate.internal.connect;

import dev.signals.Delivery.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one {@link dev.signals.hibernate.ReceiverExecutor}: calls with one key follow each other, calls with different
 * keys run side by side.
 *
 * <p>A thread of a pool goes on with the next call of the same key. But an executor may carry something over from the thread that has
 * committed: a user, a trace, a tenant. There, that thread hands over each call, and each call gets a thread of its own, which waits
 * for its turn. Calls with one key are handed over in their order: an executor that begins with what it got first has then given a
 * thread to everything that a waiting call waits for.
 */
public final class CallQueue {

    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Executor executor;
    private final boolean ordered;
    private final Duration timeout;
    private final boolean carries;
    private final int most;
    private final Overflow overflow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Condition handedOver = lock.newCondition();
    private final Map<Object, KeyedCalls> callsByKey = new HashMap<>();
    private final Set<QueuedCall> accepted = new LinkedHashSet<>();

    /** The threads that are making a call, and what they have to do behind it. */
    private final Map<Thread, Deque<QueuedCall>> workers = new HashMap<>();

    /** What a thread finds that has a call to make. */
    private enum Admission {
        NOW,
        NOT_YET,
        /** It has been made or given up, or this thread is going to make it behind its own. */
        NO_LONGER
    }

    /** What happens to a call for which there is no room; as in {@link dev.signals.hibernate.WhenFull}. */
    public enum Overflow {
        WAIT,
        CALL_AT_ONCE,
        REJECT
    }

    /**
     * Makes an empty queue.
     *
     * @param most how many calls may be waiting or running
     */
    public CallQueue(Executor executor, boolean ordered, int most, Overflow overflow, Duration timeout) {
        this.ordered = ordered;
        this.timeout = timeout;
        this.executor = executor;
        this.carries = mayCarry(executor);
        this.most = most;
        this.overflow = overflow;
    }

    /** Pools of the JDK carry nothing over, unless they make a thread for each task or hide another executor. */
    private static boolean mayCarry(Executor executor) {
        String type = executor.getClass().getName();
        return !type.startsWith("java.util.concurrent.")
                || type.endsWith(".ThreadPerTaskExecutor")
                || type.endsWith("$DelegatedExecutorService")
                || type.endsWith("$DelegatedScheduledExecutorService");
    }

    /**
     * Takes a call, and makes it or reports it.
     *
     * @param key calls with an equal key follow each other, if the queue is ordered
     */
    public void accept(Object key, Call call) {
        boolean[] atOnce = {false};
        QueuedCall queued = enter(ordered ? key : new Object(), call, atOnce);
        if (queued == null) {
            call.report(
                    new RejectedExecutionException(most + " calls are waiting or under way"),
                    " since its executor is full and may not wait");
        } else if (atOnce[0]) {
            setHandedOver(queued);
            makeInTurn(queued);
        } else if (carries || !queued.isBehindOthers()) {
            handOver(queued);
        } else {
            setHandedOver(queued);
        }
    }

    /**
     * Returns null if there is no room.
     *
     * @param atOnce takes whether the caller has to make the call
     */
    private @Nullable QueuedCall enter(Object key, Call call, boolean[] atOnce) {
        lock.lock();
        try {
            boolean full = isFull() && !workers.containsKey(Thread.currentThread());
            if (full && overflow == Overflow.REJECT) {
                return null;
            }
            atOnce[0] = full && overflow == Overflow.CALL_AT_ONCE && !callsByKey.containsKey(key);
            if (full && !atOnce[0]) {
                awaitRoom();
            }
            KeyedCalls keyed = callsByKey.computeIfAbsent(key, KeyedCalls::new);
            QueuedCall queued = new QueuedCall(keyed, call);
            accepted.add(queued);
            return queued;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return accepted.size() >= most;
    }

    /** An interrupt ends the waiting; the call is accepted all the same, as nothing may be lost. */
    private void awaitRoom() {
        try {
            while (isFull()) {
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands a call to the executor, in the thread that has committed. */
    private void handOver(QueuedCall queued) {
        awaitOthersHandedOver(queued);
        Thread committing = Thread.currentThread();
        boolean[] here = {true};
        try {
            executor.execute(() -> {
                if (Thread.currentThread() == committing && here[0]) {
                    setHandedOver(queued); // Others with this key need not wait for the end of the call.
                }
                makeInTurn(queued);
            });
        } catch (RuntimeException | Error e) { // Whatever it is: the call is not made, and those behind it must go on.
            refused(queued, e);
        }
        here[0] = false;
        setHandedOver(queued);
    }

    /** If there are earlier calls with its key, there is room again when they are over, or at least a thread: this one. */
    private void refused(QueuedCall queued, Throwable refusal) {
        setHandedOver(queued);
        boolean mayWait = carries && overflow != Overflow.REJECT && !isFirst(queued);
        Admission turn = turn(queued, mayWait ? LONG_NANOS : 0);
        if (turn == Admission.NOW && mayWait) {
            make(queued);
        } else if (turn != Admission.NO_LONGER) {
            giveUp(queued, refusal, " since its executor takes no more");
        }
    }

    /** An executor may make whoever it has no thread for wait; in the meantime it must not give its threads to later calls. */
    private void awaitOthersHandedOver(QueuedCall queued) {
        lock.lock();
        try {
            long left = LONG_NANOS;
            while (!queued.isNextToHandOver() && left > 0) {
                left = handedOver.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void setHandedOver(QueuedCall queued) {
        lock.lock();
        try {
            queued.setHandedOver();
            handedOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFirst(QueuedCall queued) {
        lock.lock();
        try {
            return queued.keyed().first() == queued;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a call when its turn has come; one that the executor has lost is not waited for for ever. */
    private void makeInTurn(QueuedCall queued) {
        Admission turn;
        do {
            QueuedCall missing = missingBefore(queued);
            turn = turn(queued, LONG_NANOS);
            if (turn == Admission.NOT_YET && missing != null && missing == missingBefore(queued)) {
                giveUp(
                        missing,
                        new RejectedExecutionException("not begun within 10 s, although a later one is waiting"),
                        " since its executor has lost it, or begins with others");
            }
        } while (turn == Admission.NOT_YET);
        if (turn == Admission.NOW) {
            make(queued);
        }
    }

    private @Nullable QueuedCall missingBefore(QueuedCall queued) {
        lock.lock();
        try {
            QueuedCall missing = queued.keyed().missing();
            return missing == queued ? null : missing;
        } finally {
            lock.unlock();
        }
    }

    private void make(QueuedCall first) {
        boolean outermost = beginCalls();
        try {
            for (QueuedCall queued = first; queued != null; queued = over(queued)) {
                queued.make();
            }
        } finally {
            if (outermost) {
                endCalls().forEach(this::makeInTurn);
            }
        }
    }

    /** A thread that makes a call must neither wait for room nor for another call: that may wait for it. */
    private boolean beginCalls() {
        lock.lock();
        try {
            return workers.putIfAbsent(Thread.currentThread(), new ArrayDeque<>()) == null;
        } finally {
            lock.unlock();
        }
    }

    private Deque<QueuedCall> endCalls() {
        lock.lock();
        try {
            return Objects.requireNonNull(workers.remove(Thread.currentThread()));
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(QueuedCall first, Throwable reason, String circumstances) {
        QueuedCall queued = first;
        while (queued != null && queued.giveUp(reason, circumstances)) {
            queued = over(queued);
        }
    }

    /** Returns the next call if it is for the same thread, and has begun; it shares the fate of the one that is over. */
    private @Nullable QueuedCall over(QueuedCall queued) {
        lock.lock();
        try {
            accepted.remove(queued);
            ended.signalAll();
            queued.signal();
            KeyedCalls keyed = queued.keyed();
            boolean wasUnderWay = keyed.remove(queued);
            QueuedCall next = keyed.first();
            if (next == null) {
                callsByKey.remove(keyed.key(), keyed);
            } else if (!carries && wasUnderWay) {
                keyed.begin(next);
                return next;
            } else {
                next.signal();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the turn of a call; a pool of the JDK that knows of it adds a thread meanwhile, if it can. */
    private Admission turn(QueuedCall queued, long nanos) {
        TurnWait waiting = new TurnWait(queued, nanos);
        boolean interrupted = false;
        setHeld(queued, true);
        while (!waiting.isReleasable()) {
            try {
                ForkJoinPool.managedBlock(waiting);
            } catch (InterruptedException e) {
                interrupted = true; // Nothing may be lost.
            } catch (RejectedExecutionException e) {
                interrupted |= waiting.blockWithoutThePool();
            }
        }
        setHeld(queued, false);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return waiting.found;
    }

    private void setHeld(QueuedCall queued, boolean held) {
        lock.lock();
        try {
            queued.setHeld(held);
        } finally {
            lock.unlock();
        }
    }

    private final class TurnWait implements ForkJoinPool.ManagedBlocker {

        private final QueuedCall queued;
        private long left;
        private Admission found = Admission.NOT_YET;

        TurnWait(QueuedCall queued, long nanos) {
            this.queued = queued;
            left = nanos;
        }

        @Override
        public boolean isReleasable() {
            lock.lock();
            try {
                if (found == Admission.NOT_YET) {
                    found = look();
                }
                return found != Admission.NOT_YET || left <= 0;
            } finally {
                lock.unlock();
            }
        }

        private Admission look() {
            if (queued.keyed().isTurnOf(queued)) {
                queued.keyed().begin(queued);
                return Admission.NOW;
            }
            if (queued.isClaimed()) {
                return Admission.NO_LONGER;
            }
            Deque<QueuedCall> behind = workers.get(Thread.currentThread());
            if (behind != null) {
                behind.add(queued);
                return Admission.NO_LONGER;
            }
            return Admission.NOT_YET;
        }

        /** Where the pool has as many threads as it may have; returns whether the thread has been interrupted. */
        private boolean blockWithoutThePool() {
            try {
                block();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        }

        @Override
        public boolean block() throws InterruptedException {
            lock.lock();
            try {
                while (!isReleasable()) {
                    left = queued.turn(lock).awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
            return true;
        }
    }

    /** Waits until no call is left. What has not begun when the time is over is reported instead of made. */
    public void await() {
        List<QueuedCall> late = awaitNone();
        RejectedExecutionException reason =
                new RejectedExecutionException("not begun within " + timeout.toMillis() + " ms");
        late.forEach(queued -> {
            if (queued.giveUp(reason, " since the session factory was closed") && carries) {
                over(queued); // Elsewhere the thread that gets it goes on with those that come later.
            }
        });
    }

    private List<QueuedCall> awaitNone() {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (!accepted.isEmpty() && left > 0) {
                if (workers.containsKey(Thread.currentThread())) {
                    return List.of(); // A receiver closes the factory.
                }
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return copyOfAccepted();
    }

    private List<QueuedCall> copyOfAccepted() {
        lock.lock();
        try {
            return List.copyOf(accepted);
        } finally {
            lock.unlock();
        }
    }
}
