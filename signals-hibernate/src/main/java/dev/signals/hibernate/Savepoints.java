package dev.signals.hibernate;

import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a transaction that can be rolled back alone. Mirrors nested {@code django.db.transaction.atomic} blocks.
 *
 * <pre>{@code
 * try {
 *     Savepoints.run(session, () -> importLine(session, line));
 * } catch (InvalidLine e) {
 *     session.persist(new Failure(line, e));
 * }
 * }</pre>
 *
 * <p>JDBC knows savepoints, Hibernate does not, and nobody is told of them: what is rolled back with {@code
 * Connection.rollback(Savepoint)} by other means has been announced, and will be after the commit. Under Spring 6.2 or later
 * {@code PROPAGATION_NESTED} is noticed too.
 */
public final class Savepoints {

    private Savepoints() {}

    /**
     * Runs {@code work} behind a savepoint, and rolls back to it if it throws.
     *
     * <p>The session is flushed before and at the end, except in flush mode MANUAL. If {@code work} throws, its rows are taken back, {@code afterCommit} and
     * {@code changed} receivers will not hear of them, {@code afterRollback} and {@code afterCompletion} receivers do at once,
     * and works of {@link TransactionHooks} are treated alike. Then the session is cleared, since what it holds is no longer what
     * the rows say, and the exception goes on. Signals that are sent at once have been sent, as in Django.
     *
     * <p>The transaction can go on and be committed after that, unless the whole of it has been marked for rollback meanwhile:
     * Hibernate does so for a failed statement, and for any exception that passes through a flush, as one of a receiver does.
     *
     * @throws IllegalStateException if the session has no transaction, or if the connection allows no savepoint, as in a
     *     distributed transaction
     */
    public static void run(Session session, Runnable work) {
        Objects.requireNonNull(work, "work");
        call(session, () -> {
            work.run();
            return null;
        });
    }

    /** Does the same with work that has a result. */
    public static <R extends @Nullable Object> R call(Session session, Supplier<R> work) {
        return ModelSignals.access(Objects.requireNonNull(session, "session").getFactory())
                .inSavepoint(session, work);
    }
}
