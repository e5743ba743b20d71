package dev.signals.hibernate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One call of a receiver that has taken at least as long as {@link SignalSettings#SLOW} says, with the statements that were
 * executed meanwhile in its thread. It refers to neither the event nor its session. Immutable.
 */
public interface SlowCall {

    /**
     * A statement.
     *
     * @param sql its text, in which literals are replaced by question marks
     * @param times how often it was prepared; a batch counts once
     */
    record Statement(String sql, int times) {}

    /** Returns when the call began. */
    Instant begun();

    /** Returns how long it took, with the calls of other receivers that it has caused. */
    Duration duration();

    /** Returns the name of the signal. */
    String signal();

    /** Returns what the receiver is connected for. */
    String sender();

    /** Returns the name of the receiver. */
    String receiver();

    /** Returns the event in a few words, as {@link dev.signals.hibernate.event.TransactionEvent#summary} does. */
    String event();

    /** Returns the name of the thread that made the call. */
    String thread();

    /**
     * Returns the statements, each once, in the order in which they were first prepared. Of more than 100 different ones, the
     * others are only in {@link #statementCount}. None are known of a {@link dev.signals.AsyncReceiver}.
     */
    List<Statement> statements();

    /** Returns how many statements there were, repetitions included. */
    int statementCount();

    /** Returns all of this as text, as it is logged. */
    @Override
    String toString();
}
