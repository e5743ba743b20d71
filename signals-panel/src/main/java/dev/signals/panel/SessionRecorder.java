package dev.signals.panel;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/** The recorder of one session. It does not refer to the session, so it may live as long as the session. */
@SuppressWarnings("serial") // never serialized, see writeReplace
final class SessionRecorder implements SessionEventListener, TransactionObserver {

    private final UnitRecorder unit;
    private final int number;
    private final BooleanSupplier closed;

    /** The calls and flushes that have not ended, the innermost first. */
    private final Deque<Step> open = new ArrayDeque<>();

    private @Nullable Work work;
    private @Nullable Work lastEnded;
    private @Nullable Step statement;
    private @Nullable Step lastFlush;

    /** The last event at each depth, and its number. An event refers to its session, so it must not be held. */
    private final List<NumberedEvent> lastEvents = new ArrayList<>();

    private int events;

    private record NumberedEvent(WeakReference<Object> event, int number) {}

    SessionRecorder(UnitRecorder unit, int number, SharedSessionContractImplementor session) {
        this.unit = unit;
        this.number = number;
        WeakReference<SharedSessionContractImplementor> known = new WeakReference<>(session);
        this.closed = () -> {
            SharedSessionContractImplementor present = known.get();
            return present == null || !present.isOpen();
        };
        if (session.isTransactionInProgress()) {
            begin(Work.State.RUNNING);
        }
    }

    private Work begin(Work.State state) {
        open.clear();
        lastEvents.clear();
        lastFlush = null;
        Work begun = unit.begin(number, state, closed);
        work = begun;
        return begun;
    }

    /** Returns the present work. What happens outside of calls after the end of a transaction belongs to a new one. */
    private Work current(boolean call) {
        Work present = work;
        return present == null || (present.hasEnded() && !call && open.isEmpty()) ? begin(Work.State.NONE) : present;
    }

    private Step add(Work to, Step step) {
        unit.recording().add(to, step);
        return step;
    }

    /** Begins a call of a receiver in the thread of the session. */
    @Nullable
    Step calls(ReceiverName receiver, String signal, Object event) {
        if (!unit.isOpen()) {
            return null;
        }
        Work to = current(true);
        Step step = Step.call(
                Step.Kind.CALL,
                open.size(),
                to.now(),
                receiver,
                signal,
                unit.text().event(event),
                numberOf(event));
        add(to, step);
        unit.recording().change(() -> to.deed(SafeText.entity(first(event)), SafeText.deed(event)));
        open.push(step);
        return step;
    }

    /** Returns a number that the calls of an event have in common. */
    private int numberOf(Object event) {
        int depth = open.size();
        while (lastEvents.size() > depth + 1) {
            lastEvents.remove(lastEvents.size() - 1);
        }
        NumberedEvent last = lastEvents.size() > depth ? lastEvents.get(depth) : null;
        if (last != null && last.event().refersTo(event)) {
            return last.number();
        }
        events++;
        while (lastEvents.size() <= depth) {
            lastEvents.add(new NumberedEvent(new WeakReference<>(null), 0));
        }
        lastEvents.set(depth, new NumberedEvent(new WeakReference<>(event), events));
        return events;
    }

    private static Object first(Object event) {
        return event instanceof List<?> batch && !batch.isEmpty() ? batch.get(0) : event;
    }

    /** Ends a call, and what has not ended inside it. */
    void returned(Step call, @Nullable Throwable failure) {
        Work to = work;
        if (to == null || !unit.isOpen()) {
            return;
        }
        if (open.contains(call)) {
            while (open.pop() != call) {
                // a flush that has failed
            }
        }
        end(to, call, failure);
    }

    private void end(Work of, Step step, @Nullable Throwable failure) {
        Fault fault = failure == null ? null : unit.fault(failure);
        unit.recording().change(() -> {
            step.ended(of.now(), fault);
            of.touched();
            if (failure != null) {
                of.failed(step, failure);
            }
        });
    }

    /** Records a call in another thread, about an event of a transaction that has ended. */
    @Nullable
    BackgroundCall callsInBackground(ReceiverName receiver, String signal, Object event) {
        Work to = lastEnded == null ? work : lastEnded;
        if (to == null || !unit.isOpen()) {
            return null;
        }
        Step step = Step.call(
                Step.Kind.BACKGROUND, 0, to.now(), receiver, signal, unit.text().event(event), 0);
        add(to, step);
        return new BackgroundCall(to, step);
    }

    /** A call in another thread. */
    final class BackgroundCall {

        private final Work of;
        private final Step step;

        private BackgroundCall(Work of, Step step) {
            this.of = of;
            this.step = step;
        }

        void returned(@Nullable Throwable failure) {
            end(of, step, failure);
        }

        long workId() {
            return of.id;
        }
    }

    /** Records that the statement of this session that is being executed in this thread has failed. */
    void statementFailed(Throwable failure) {
        Step failed = statement;
        Work of = work;
        if (failed != null && of != null && failed.fault() == null) {
            end(of, failed, failure);
        }
    }

    /** The number of the present work, or of the last one; 0 if there is none. */
    long workId() {
        return work == null ? 0 : work.id;
    }

    private void flush(String text) {
        lastFlush = null;
        if (unit.isOpen()) {
            Work to = current(false);
            open.push(add(to, Step.of(Step.Kind.FLUSH, open.size(), to.now(), text)));
        }
    }

    private void flushed() {
        Step flush = open.peek();
        Work of = work;
        if (flush != null && flush.kind == Step.Kind.FLUSH && of != null) {
            open.pop();
            end(of, flush, null);
            lastFlush = flush;
        }
    }

    /** Records why the flush has failed that has just ended, unless it was a statement or a call inside it. */
    void flushFailed(Throwable failure) {
        Step flush = lastFlush;
        Work of = work;
        if (flush != null && of != null && !of.hasFailedInside(flush, failure)) {
            end(of, flush, failure);
        }
    }

    @Override
    public void flushStart() {
        flush("flush");
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
        flushed();
    }

    @Override
    public void partialFlushStart() {
        flush("flush for a query");
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
        flushed();
    }

    @Override
    public void jdbcPrepareStatementStart() {
        if (unit.isOpen()) {
            unit.worksWith(this);
            Work to = current(false);
            String sql = unit.text().statement(unit.lastStatement());
            statement = add(to, Step.of(Step.Kind.STATEMENT, open.size(), to.now(), sql));
        }
    }

    @Override
    public void jdbcExecuteStatementStart() {
        unit.worksWith(this);
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        executed();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        unit.worksWith(this);
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        executed();
    }

    /** Hibernate calls this also for a statement that has failed. */
    private void executed() {
        Step executed = statement;
        Work of = work;
        if (executed != null && of != null && executed.fault() == null) {
            unit.recording().change(() -> executed.ended(of.now(), null));
        }
    }

    @Override
    public void afterBegin() {
        if (unit.isOpen()) {
            Work to = work;
            if (to == null || to.state() != Work.State.RUNNING) {
                to = begin(Work.State.RUNNING);
            }
            add(to, Step.of(Step.Kind.MARK, 0, to.now(), "begin"));
        }
    }

    @Override
    public void beforeCompletion() {}

    /** Does nothing: receivers have already been called at this point. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {}

    void transactionEnded(boolean committed) {
        Work ended = work;
        if (ended != null && ended.isInTransaction() && unit.isOpen()) {
            open.clear();
            unit.recording().change(() -> ended.ended(committed));
            add(ended, Step.of(Step.Kind.MARK, 0, ended.now(), committed ? "committed" : "rolled back"));
            lastEnded = ended;
            unit.ended(ended);
        }
    }

    /** The session is closed. It does not roll back a transaction that has not ended, for instance because of an error. */
    @Override
    public void end() {
        Work left = work;
        if (left != null && left.isInTransaction() && unit.isOpen()) {
            open.clear();
            add(left, Step.of(Step.Kind.MARK, 0, left.now(), "session closed"));
            unit.recording().change(left::abandoned);
            unit.ended(left);
        }
    }

    private Object writeReplace() {
        return new Nothing();
    }

    private record Nothing() implements SessionEventListener {}
}
