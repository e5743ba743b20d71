package dev.signals.hibernate.internal.timeline;

import dev.signals.hibernate.internal.access.ObjectText;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.timeline.Entry.Kind;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/** The recorder of one session. It does not refer to the session, so it may live as long as the session. */
@SuppressWarnings("serial") // never serialized, see writeReplace
final class SessionRecorder implements SessionEventListener, TransactionObserver {

    private final RecordedTimeline timeline;
    private final int number;
    private final Statements statements;
    private int depth;

    private SessionRecorder(RecordedTimeline timeline, Statements statements) {
        this.timeline = timeline;
        this.number = timeline.entries().nextSession();
        this.statements = statements;
    }

    static SessionRecorder attach(
            SharedSessionContractImplementor session,
            SessionState state,
            RecordedTimeline timeline,
            Statements statements) {
        SessionRecorder recorder = new SessionRecorder(timeline, statements);
        session.getEventListenerManager().addListener(recorder);
        session.getTransactionCoordinator().addObserver(recorder);
        state.observeCompletion(recorder::transactionEnded);
        if (session.isTransactionInProgress()) {
            recorder.add(Kind.STEP, "in a transaction", null);
        }
        return recorder;
    }

    private void add(Kind kind, String text, @Nullable String receiver) {
        if (timeline.isOpen()) {
            timeline.entries().add(kind, number, depth, text, receiver);
        }
    }

    private void enter(Kind kind, String text, @Nullable String receiver) {
        add(kind, text, receiver);
        depth++;
    }

    private void leave() {
        depth = Math.max(0, depth - 1);
    }

    void calls(String event, String receiver) {
        enter(Kind.CALL, event, receiver);
    }

    /** Records a call in another thread, which is not inside the operations of the session's thread. */
    void callsInBackground(String event, String receiver) {
        if (timeline.isOpen()) {
            timeline.entries().add(Kind.BACKGROUND, number, 0, event, receiver);
        }
    }

    void returned(@Nullable Throwable failure) {
        if (failure != null) {
            add(Kind.STEP, "throws " + ObjectText.of(failure), null);
        }
        leave();
        add(Kind.RETURN, failure == null ? "done" : "failed", null);
    }

    @Override
    public void flushStart() {
        enter(Kind.STEP, "flush", null);
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
        leave();
    }

    @Override
    public void partialFlushStart() {
        enter(Kind.STEP, "flush for a query", null);
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
        leave();
    }

    @Override
    public void jdbcPrepareStatementStart() {
        add(Kind.STATEMENT, statements.last(), null);
    }

    @Override
    public void afterBegin() {
        add(Kind.STEP, "begin", null);
    }

    @Override
    public void beforeCompletion() {}

    /** Does nothing: receivers have already been called at this point. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {}

    private void transactionEnded(boolean committed) {
        depth = 0;
        add(Kind.STEP, committed ? "committed" : "rolled back", null);
    }

    private Object writeReplace() {
        return new Nothing();
    }

    private record Nothing() implements SessionEventListener {}
}
