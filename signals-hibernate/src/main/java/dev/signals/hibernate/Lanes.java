package dev.signals.hibernate;

import dev.signals.Delivery.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The queue of one {@link ReceiverExecutor}: calls of one lane follow each other, lanes run side by side. */
final class Lanes {

    private final Executor executor;
    private final int most;
    private final WhenFull whenFull;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /** The calls that wait in each lane behind the one that is under way. */
    private final Map<Object, Deque<Ticket>> waiting = new HashMap<>();

    private final Set<Ticket> accepted = new LinkedHashSet<>();
    private final Set<Thread> workers = new HashSet<>();

    /** A call that has been accepted; whoever claims it first makes it, or reports that nobody will. */
    private static final class Ticket {

        private final Call call;
        private final AtomicBoolean claimed = new AtomicBoolean();

        Ticket(Call call) {
            this.call = call;
        }

        void make() {
            if (claimed.compareAndSet(false, true)) {
                new InPhase.Afterwards(call, TransactionPhase.AFTER_COMMIT).run();
            }
        }

        void giveUp(Throwable reason, String circumstances) {
            if (claimed.compareAndSet(false, true)) {
                call.report(reason, circumstances);
            }
        }
    }

    /** What becomes of a call: whose turn it is to make it. */
    private enum Turn {
        EXECUTOR,
        CALLER,
        LATER,
        NOBODY
    }

    Lanes(Executor executor, int most, WhenFull whenFull) {
        this.executor = executor;
        this.most = most;
        this.whenFull = whenFull;
    }

    void accept(Object lane, Call call) {
        Ticket ticket = new Ticket(call);
        switch (enter(lane, ticket)) {
            case EXECUTOR -> submit(lane, ticket);
            case CALLER -> run(lane, ticket);
            case LATER -> {}
            case NOBODY ->
                ticket.giveUp(
                        new RejectedExecutionException(most + " calls are waiting or under way"),
                        " since its executor is full and may not wait");
        }
    }

    private Turn enter(Object lane, Ticket ticket) {
        lock.lock();
        try {
            boolean full = isFull() && !workers.contains(Thread.currentThread());
            if (full && whenFull == WhenFull.REJECT) {
                return Turn.NOBODY;
            }
            boolean atOnce = full && whenFull == WhenFull.CALL_AT_ONCE && !waiting.containsKey(lane);
            if (full && !atOnce) {
                awaitRoom();
            }
            accepted.add(ticket);
            Deque<Ticket> others = waiting.get(lane);
            if (others != null) {
                others.add(ticket);
                return Turn.LATER;
            }
            waiting.put(lane, new ArrayDeque<>());
            return atOnce ? Turn.CALLER : Turn.EXECUTOR;
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

    private void submit(Object lane, Ticket first) {
        try {
            executor.execute(() -> run(lane, first));
        } catch (RuntimeException | Error e) { // Whatever it is: the call is not made, and the lane must go on.
            for (Ticket ticket = first; ticket != null; ticket = next(lane, ticket)) {
                ticket.giveUp(e, " since its executor takes no more");
            }
        }
    }

    private void run(Object lane, Ticket first) {
        boolean outermost = addWorker();
        try {
            for (Ticket ticket = first; ticket != null; ticket = next(lane, ticket)) {
                ticket.make();
            }
        } finally {
            if (outermost) {
                removeWorker();
            }
        }
    }

    /** The next call of a lane, after one is over; null if there is none. */
    private @Nullable Ticket next(Object lane, Ticket over) {
        lock.lock();
        try {
            accepted.remove(over);
            ended.signalAll();
            Deque<Ticket> others = waiting.get(lane);
            Ticket next = others == null ? null : others.poll();
            if (next == null) {
                waiting.remove(lane);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A thread that is making a call must neither wait for room nor for the end of all calls: it would wait for itself. */
    private boolean addWorker() {
        lock.lock();
        try {
            return workers.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private void removeWorker() {
        lock.lock();
        try {
            workers.remove(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no call is left; those that have not begun when the time is over are reported instead of made. */
    void await(Duration time) {
        List<Ticket> late = awaitNone(time);
        late.forEach(ticket -> ticket.giveUp(
                new RejectedExecutionException("not begun within " + time.toMillis() + " ms"),
                " since the session factory was closed"));
    }

    private List<Ticket> awaitNone(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!accepted.isEmpty() && left > 0) {
                if (workers.contains(Thread.currentThread())) {
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
