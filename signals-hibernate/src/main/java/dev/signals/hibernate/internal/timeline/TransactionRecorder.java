package dev.signals.hibernate.internal.timeline;

import dev.signals.Connection;
import dev.signals.hibernate.internal.session.SessionState;
import java.util.function.Consumer;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The recorder of the present transaction of one session, for {@link FailedTransactions}. Other than that of a timeline it
 * forgets, and writes no values of entities. Used by the thread of the session, to which it does not refer.
 */
@SuppressWarnings("serial") // never serialized, see writeReplace
final class TransactionRecorder implements SessionEventListener, TransactionObserver {

    private final TransactionLines lines = new TransactionLines();
    private final WordsWithoutValues words = new WordsWithoutValues();
    private final Statements statements;
    private final SqlText text;
    private final Consumer<String> failed;
    private int depth;

    private TransactionRecorder(Statements statements, SqlText text, Consumer<String> failed) {
        this.statements = statements;
        this.text = text;
        this.failed = failed;
    }

    /**
     * Begins to record.
     *
     * @param failed gets the lines of each transaction that is rolled back
     */
    static TransactionRecorder attach(
            SharedSessionContractImplementor session,
            SessionState state,
            Statements statements,
            SqlText text,
            Consumer<String> failed) {
        TransactionRecorder recorder = new TransactionRecorder(statements, text, failed);
        session.getEventListenerManager().addListener(recorder);
        session.getTransactionCoordinator().addObserver(recorder);
        state.observeCompletion(recorder::transactionEnded);
        if (session.isTransactionInProgress()) {
            recorder.enter("in a transaction", 0);
        }
        return recorder;
    }

    private void enter(String line, int deeper) {
        lines.add(depth, line);
        depth += deeper;
    }

    private void leave() {
        depth = Math.max(0, depth - 1);
    }

    void calls(Connection connection, Object event) {
        enter(words.event(connection, event) + " -> " + Names.receiver(connection), 1);
    }

    void returned(@Nullable Throwable failure) {
        if (failure != null) {
            enter("throws " + WordsWithoutValues.failure(failure), 0);
        }
        leave();
    }

    @Override
    public void flushStart() {
        enter("flush", 1);
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
        leave();
    }

    @Override
    public void partialFlushStart() {
        enter("flush for a query", 1);
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
        leave();
    }

    @Override
    public void jdbcPrepareStatementStart() {
        enter(text.withoutValues(statements.last()), 0);
    }

    @Override
    public void afterBegin() {
        forget();
        enter("begin", 0);
    }

    @Override
    public void beforeCompletion() {}

    /** Does nothing: receivers have already been called at this point. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {}

    private void transactionEnded(boolean committed) {
        if (!committed && !lines.isEmpty()) {
            depth = 0;
            enter("rolled back", 0);
            failed.accept(lines.toString());
        }
        forget();
    }

    private void forget() {
        depth = 0;
        lines.clear();
        words.forgetNumbers();
    }

    private Object writeReplace() {
        return new Nothing();
    }

    private record Nothing() implements SessionEventListener {}
}
