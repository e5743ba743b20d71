package dev.signals.hibernate;

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
 * The queue of one {@link ReceiverExecutor}: calls of one lane follow each other, lanes run side by side.
 *
 * <p>A thread of a pool goes on with the next call of the lane. But an executor may carry something over from the thread that has
 * committed: a user, a trace, a tenant. There each call is handed over by that thread, and has a thread of its own, which waits
 * for its turn. Calls of a lane are handed over in their order: an executor that begins with what it got first has given a thread
 * to all that the waiting one waits for.
 */
final class Lanes {

    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Executor executor;
    private final boolean carries;
    private final int most;
    private final WhenFull whenFull;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Condition handedOver = lock.newCondition();
    private final Map<Object, Lane> lanes = new HashMap<>();
    private final Set<Ticket> accepted = new LinkedHashSet<>();

    /** The threads that are making a call, and what they have to do behind it. */
    private final Map<Thread, Deque<Ticket>> workers = new HashMap<>();

    /** What a thread finds that has a call to make. */
    private enum Turn {
        NOW,
        NOT_YET,
        /** It has been made or given up, or this thread is going to make it behind its own. */
        NO_LONGER
    }

    Lanes(Executor executor, int most, WhenFull whenFull) {
        this.executor = executor;
        this.carries = mayCarry(executor);
        this.most = most;
        this.whenFull = whenFull;
    }

    /** Pools of the JDK carry nothing over, unless they make a thread for each task or hide another executor. */
    private static boolean mayCarry(Executor executor) {
        String type = executor.getClass().getName();
        return !type.startsWith("java.util.concurrent.")
                || type.endsWith(".ThreadPerTaskExecutor")
                || type.endsWith("$DelegatedExecutorService")
                || type.endsWith("$DelegatedScheduledExecutorService");
    }

    void accept(Object key, Call call) {
        boolean[] atOnce = {false};
        Ticket ticket = enter(key, call, atOnce);
        if (ticket == null) {
            call.report(
                    new RejectedExecutionException(most + " calls are waiting or under way"),
                    " since its executor is full and may not wait");
        } else if (atOnce[0]) {
            setHandedOver(ticket);
            makeInTurn(ticket);
        } else if (carries || !ticket.isBehindOthers()) {
            handOver(ticket);
        } else {
            setHandedOver(ticket);
        }
    }

    /**
     * Returns null if there is no room.
     *
     * @param atOnce takes whether the caller has to make the call
     */
    private @Nullable Ticket enter(Object key, Call call, boolean[] atOnce) {
        lock.lock();
        try {
            boolean full = isFull() && !workers.containsKey(Thread.currentThread());
            if (full && whenFull == WhenFull.REJECT) {
                return null;
            }
            atOnce[0] = full && whenFull == WhenFull.CALL_AT_ONCE && !lanes.containsKey(key);
            if (full && !atOnce[0]) {
                awaitRoom();
            }
            Lane lane = lanes.computeIfAbsent(key, Lane::new);
            Ticket ticket = new Ticket(lane, call);
            accepted.add(ticket);
            return ticket;
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
    private void handOver(Ticket ticket) {
        awaitOthersHandedOver(ticket);
        Thread committing = Thread.currentThread();
        boolean[] here = {true};
        try {
            executor.execute(() -> {
                if (Thread.currentThread() == committing && here[0]) {
                    setHandedOver(ticket); // Others of the lane need not wait for the end of the call.
                }
                makeInTurn(ticket);
            });
        } catch (RuntimeException | Error e) { // Whatever it is: the call is not made, and the lane must go on.
            refused(ticket, e);
        }
        here[0] = false;
        setHandedOver(ticket);
    }

    /** If there are earlier calls of the lane, there is room again when they are over, or at least a thread: this one. */
    private void refused(Ticket ticket, Throwable refusal) {
        setHandedOver(ticket);
        boolean mayWait = carries && whenFull != WhenFull.REJECT && !isFirst(ticket);
        Turn turn = turn(ticket, mayWait ? LONG_NANOS : 0);
        if (turn == Turn.NOW && mayWait) {
            make(ticket);
        } else if (turn != Turn.NO_LONGER) {
            giveUp(ticket, refusal, " since its executor takes no more");
        }
    }

    /** An executor may make whoever it has no thread for wait; in the meantime it must not give its threads to later calls. */
    private void awaitOthersHandedOver(Ticket ticket) {
        lock.lock();
        try {
            long left = LONG_NANOS;
            while (!ticket.isNextToHandOver() && left > 0) {
                left = handedOver.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void setHandedOver(Ticket ticket) {
        lock.lock();
        try {
            ticket.setHandedOver();
            handedOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFirst(Ticket ticket) {
        lock.lock();
        try {
            return ticket.lane().first() == ticket;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a call when its turn has come; one that the executor has lost is not waited for for ever. */
    private void makeInTurn(Ticket ticket) {
        Turn turn;
        do {
            Ticket missing = missingBefore(ticket);
            turn = turn(ticket, LONG_NANOS);
            if (turn == Turn.NOT_YET && missing != null && missing == missingBefore(ticket)) {
                giveUp(
                        missing,
                        new RejectedExecutionException("not begun within 10 s, although a later one is waiting"),
                        " since its executor has lost it, or begins with others");
            }
        } while (turn == Turn.NOT_YET);
        if (turn == Turn.NOW) {
            make(ticket);
        }
    }

    private @Nullable Ticket missingBefore(Ticket ticket) {
        lock.lock();
        try {
            Ticket missing = ticket.lane().missing();
            return missing == ticket ? null : missing;
        } finally {
            lock.unlock();
        }
    }

    private void make(Ticket first) {
        boolean outermost = beginCalls();
        try {
            for (Ticket ticket = first; ticket != null; ticket = over(ticket)) {
                ticket.make();
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

    private Deque<Ticket> endCalls() {
        lock.lock();
        try {
            return Objects.requireNonNull(workers.remove(Thread.currentThread()));
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Ticket first, Throwable reason, String circumstances) {
        Ticket ticket = first;
        while (ticket != null && ticket.giveUp(reason, circumstances)) {
            ticket = over(ticket);
        }
    }

    /** Returns the next call if it is for the same thread, and has begun; it shares the fate of the one that is over. */
    private @Nullable Ticket over(Ticket ticket) {
        lock.lock();
        try {
            accepted.remove(ticket);
            ended.signalAll();
            ticket.signal();
            Lane lane = ticket.lane();
            boolean wasUnderWay = lane.remove(ticket);
            Ticket next = lane.first();
            if (next == null) {
                lanes.remove(lane.key(), lane);
            } else if (!carries && wasUnderWay) {
                lane.begin(next);
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
    private Turn turn(Ticket ticket, long nanos) {
        TurnWait waiting = new TurnWait(ticket, nanos);
        boolean interrupted = false;
        setHeld(ticket, true);
        while (!waiting.isReleasable()) {
            try {
                ForkJoinPool.managedBlock(waiting);
            } catch (InterruptedException e) {
                interrupted = true; // Nothing may be lost.
            } catch (RejectedExecutionException e) {
                interrupted |= waiting.blockWithoutThePool();
            }
        }
        setHeld(ticket, false);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return waiting.found;
    }

    private void setHeld(Ticket ticket, boolean held) {
        lock.lock();
        try {
            ticket.setHeld(held);
        } finally {
            lock.unlock();
        }
    }

    private final class TurnWait implements ForkJoinPool.ManagedBlocker {

        private final Ticket ticket;
        private long left;
        private Turn found = Turn.NOT_YET;

        TurnWait(Ticket ticket, long nanos) {
            this.ticket = ticket;
            left = nanos;
        }

        @Override
        public boolean isReleasable() {
            lock.lock();
            try {
                if (found == Turn.NOT_YET) {
                    found = look();
                }
                return found != Turn.NOT_YET || left <= 0;
            } finally {
                lock.unlock();
            }
        }

        private Turn look() {
            if (ticket.lane().isTurnOf(ticket)) {
                ticket.lane().begin(ticket);
                return Turn.NOW;
            }
            if (ticket.isClaimed()) {
                return Turn.NO_LONGER;
            }
            Deque<Ticket> behind = workers.get(Thread.currentThread());
            if (behind != null) {
                behind.add(ticket);
                return Turn.NO_LONGER;
            }
            return Turn.NOT_YET;
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
                    left = ticket.turn(lock).awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
            return true;
        }
    }

    /** Waits until no call is left; those that have not begun when the time is over are reported instead of made. */
    void await(Duration time) {
        List<Ticket> late = awaitNone(time);
        RejectedExecutionException reason =
                new RejectedExecutionException("not begun within " + time.toMillis() + " ms");
        late.forEach(ticket -> {
            if (ticket.giveUp(reason, " since the session factory was closed") && carries) {
                over(ticket); // Elsewhere the thread that gets it goes on with those that come later.
            }
        });
    }

    private List<Ticket> awaitNone(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
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

    private List<Ticket> copyOfAccepted() {
        lock.lock();
        try {
            return List.copyOf(accepted);
        } finally {
            lock.unlock();
        }
    }
}
