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
 * The queue of one {@link dev.signals.hibernate.ReceiverExecutor}: calls with one key follow each other, calls with
 * different keys run at the same time.
 *
 * <p>A thread of a pool goes on with the next call of the same key. But an executor may carry context over from the
 * thread that has committed: a user, a trace, a tenant. With such an executor, the committing thread submits each call
 * itself, and each call gets a thread of its own, which waits for its turn. Calls with one key are submitted in order,
 * so an executor that begins with the oldest task has already given a thread to every call that a waiting call waits
 * for.
 */
public final class CallQueue {

    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Executor executor;
    private final boolean ordered;
    private final Duration timeout;
    private final boolean carriesContext;
    private final int most;
    private final Overflow overflow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Condition submitted = lock.newCondition();
    private final Map<Object, KeyedCalls> callsByKey = new HashMap<>();
    private final Set<QueuedCall> accepted = new LinkedHashSet<>();

    /** The threads that are making a call, with the calls that they make afterwards. */
    private final Map<Thread, Deque<QueuedCall>> workers = new HashMap<>();

    /** The answer to a thread that has a call to make. */
    private enum Admission {
        NOW,
        NOT_YET,
        /** The call has been made or given up, or this thread makes it after its current one. */
        NO_LONGER
    }

    /** The treatment of a call for which there is no room; as in {@link dev.signals.hibernate.WhenFull}. */
    public enum Overflow {
        WAIT,
        CALL_AT_ONCE,
        REJECT
    }

    /**
     * Creates an empty queue.
     *
     * @param most how many calls may be waiting or running
     */
    public CallQueue(Executor executor, boolean ordered, int most, Overflow overflow, Duration timeout) {
        this.ordered = ordered;
        this.timeout = timeout;
        this.executor = executor;
        this.carriesContext = mayCarryContext(executor);
        this.most = most;
        this.overflow = overflow;
    }

    /**
     * Returns whether an executor may carry context over. Pools of the JDK do not, unless they create a thread for each
     * task or hide another executor.
     */
    private static boolean mayCarryContext(Executor executor) {
        String type = executor.getClass().getName();
        return !type.startsWith("java.util.concurrent.")
                || type.endsWith(".ThreadPerTaskExecutor")
                || type.endsWith("$DelegatedExecutorService")
                || type.endsWith("$DelegatedScheduledExecutorService");
    }

    /**
     * Accepts a call, which is made or reported.
     *
     * @param key calls with an equal key follow each other if the queue is ordered
     */
    public void accept(Object key, Call call) {
        boolean[] atOnce = {false};
        QueuedCall queued = add(ordered ? key : new Object(), call, atOnce);
        if (queued == null) {
            call.report(
                    new RejectedExecutionException(most + " calls are waiting or running"),
                    " because its executor is full and may not wait" + QueuedCall.OTHERS_ARE_CALLED);
        } else if (atOnce[0]) {
            setSubmitted(queued);
            makeInTurn(queued);
        } else if (carriesContext || !queued.isBehindOthers()) {
            submit(queued);
        } else {
            setSubmitted(queued);
        }
    }

    /**
     * Adds a call to the queue.
     *
     * @param atOnce set to true if the caller has to make the call
     * @return null if there is no room
     */
    private @Nullable QueuedCall add(Object key, Call call, boolean[] atOnce) {
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

    /** Returns how many calls are waiting or running. */
    public int size() {
        lock.lock();
        try {
            return accepted.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return accepted.size() >= most;
    }

    /** Waits for room. An interrupt ends the waiting, but the call is still accepted, because no call may be lost. */
    private void awaitRoom() {
        try {
            while (isFull()) {
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Submits a call to the executor, in the thread that has committed. */
    private void submit(QueuedCall queued) {
        awaitEarlierSubmitted(queued);
        Thread committing = Thread.currentThread();
        boolean[] submitting = {true};
        try {
            executor.execute(() -> {
                if (Thread.currentThread() == committing && submitting[0]) {
                    setSubmitted(queued); // Others with this key need not wait for the end of the call.
                }
                makeInTurn(queued);
            });
        } catch (RuntimeException | Error e) {
            // Whatever it is, the call is not made, and the calls behind it must go on.
            refused(queued, e);
        }
        submitting[0] = false;
        setSubmitted(queued);
    }

    /**
     * Handles a call that the executor rejects. If there are earlier calls with its key, there is room again when they
     * have ended; if not, this thread can make it.
     */
    private void refused(QueuedCall queued, Throwable refusal) {
        setSubmitted(queued);
        boolean mayWait = carriesContext && overflow != Overflow.REJECT && !isFirst(queued);
        Admission turn = turn(queued, mayWait ? MAX_WAIT_NANOS : 0);
        if (turn == Admission.NOW && mayWait) {
            make(queued);
        } else if (turn != Admission.NO_LONGER) {
            giveUp(queued, refusal, " because its executor takes no more calls");
        }
    }

    /**
     * Waits until earlier calls have been submitted. An executor without a free thread may block the submitting thread,
     * and must not give its threads to later calls in that time.
     */
    private void awaitEarlierSubmitted(QueuedCall queued) {
        lock.lock();
        try {
            long left = MAX_WAIT_NANOS;
            while (!queued.isNextToSubmit() && left > 0) {
                left = submitted.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void setSubmitted(QueuedCall queued) {
        lock.lock();
        try {
            queued.setSubmitted();
            submitted.signalAll();
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

    /** Makes a call when its turn has come. A call that the executor has lost is given up after a time. */
    private void makeInTurn(QueuedCall queued) {
        Admission turn;
        do {
            QueuedCall missing = missingBefore(queued);
            turn = turn(queued, MAX_WAIT_NANOS);
            if (turn == Admission.NOT_YET && missing != null && missing == missingBefore(queued)) {
                giveUp(
                        missing,
                        new RejectedExecutionException("not begun within 10 s, although a later one is waiting"),
                        " because its executor has lost it, or begins with other calls");
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
            for (QueuedCall queued = first; queued != null; queued = end(queued)) {
                queued.make();
            }
        } finally {
            if (outermost) {
                endCalls().forEach(this::makeInTurn);
            }
        }
    }

    /**
     * Notes that this thread makes a call. Such a thread must wait neither for room nor for another call, because that
     * call may wait for it.
     */
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
            queued = end(queued);
        }
    }

    /**
     * Ends a call.
     *
     * @return the next call if the same thread is to make it, and it has begun; otherwise null
     */
    private @Nullable QueuedCall end(QueuedCall queued) {
        lock.lock();
        try {
            accepted.remove(queued);
            ended.signalAll();
            queued.signal();
            KeyedCalls keyed = queued.keyed();
            boolean wasRunning = keyed.remove(queued);
            QueuedCall next = keyed.first();
            if (next == null) {
                callsByKey.remove(keyed.key(), keyed);
            } else if (!carriesContext && wasRunning) {
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

    /** Waits for the turn of a call. A pool of the JDK adds a thread for this time, if it can. */
    private Admission turn(QueuedCall queued, long nanos) {
        TurnWait waiting = new TurnWait(queued, nanos);
        boolean interrupted = false;
        setHeld(queued, true);
        while (!waiting.isReleasable()) {
            try {
                ForkJoinPool.managedBlock(waiting);
            } catch (InterruptedException e) {
                interrupted = true; // No call may be lost.
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
                    found = admission();
                }
                return found != Admission.NOT_YET || left <= 0;
            } finally {
                lock.unlock();
            }
        }

        private Admission admission() {
            if (queued.keyed().isTurnOf(queued)) {
                queued.keyed().begin(queued);
                return Admission.NOW;
            }
            if (queued.isClaimed()) {
                return Admission.NO_LONGER;
            }
            Deque<QueuedCall> later = workers.get(Thread.currentThread());
            if (later != null) {
                later.add(queued);
                return Admission.NO_LONGER;
            }
            return Admission.NOT_YET;
        }

        /**
         * Waits if the pool already has as many threads as it may have.
         *
         * @return true if the thread was interrupted
         */
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

    /** Waits until no call is left. Calls that have not begun when the time is over are reported instead of made. */
    public void await() {
        List<QueuedCall> late = awaitNone();
        RejectedExecutionException reason =
                new RejectedExecutionException("not begun within " + timeout.toMillis() + " ms");
        late.forEach(queued -> {
            if (queued.giveUp(reason, " because the session factory was closed") && carriesContext) {
                end(queued); // Otherwise the thread that gets it goes on with the later calls.
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
