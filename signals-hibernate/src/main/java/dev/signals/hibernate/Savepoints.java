package dev.signals.hibernate;

import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Savepoints: parts of a transaction that can be rolled back alone. Mirrors nested {@code django.db.transaction.atomic}
 * blocks.
 *
 * <pre>{@code
 * try {
 *     Savepoints.run(session, () -> importLine(session, line));
 * } catch (InvalidLine e) {
 *     session.persist(new Failure(line, e));
 * }
 * }</pre>
 *
 * <p>JDBC has savepoints, but Hibernate does not know of them. If you roll back with {@code
 * Connection.rollback(Savepoint)} yourself, the library does not notice it: receivers after the commit are still called
 * for the changes that were rolled back. Under Spring 6.2 or later, {@code PROPAGATION_NESTED} is noticed.
 */
public final class Savepoints {

    private Savepoints() {}

    /**
     * Runs {@code work} in a savepoint, and rolls back to it if {@code work} throws.
     *
     * <p>The session is flushed before and after, except in flush mode MANUAL. If {@code work} throws, its rows are
     * rolled back. Then {@code afterCommit} and {@code changed} receivers are not called for them, {@code
     * afterRollback} and {@code afterCompletion} receivers are called at once, and callbacks of {@link
     * TransactionHooks} are treated in the same way. The session is cleared, because its state no longer matches the
     * rows, and the exception is thrown on. Signals that are sent at once have already been sent, as in Django.
     *
     * <p>The transaction can go on and be committed, unless it has been marked for rollback as a whole. Hibernate marks
     * it for a failed statement, and for any exception that passes through a flush, including an exception of a
     * receiver.
     *
     * @throws IllegalStateException if the session has no transaction, or if the connection supports no savepoints, for
     *     example in a distributed transaction
     */
    public static void run(Session session, Runnable work) {
        Objects.requireNonNull(work, "work");
        call(session, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs {@code work} in a savepoint, as {@link #run} does.
     *
     * @return the result of {@code work}
     */
    public static <R extends @Nullable Object> R call(Session session, Supplier<R> work) {
        return ModelSignals.access(Objects.requireNonNull(session, "session").getFactory())
                .inSavepoint(session, work);
    }
}
