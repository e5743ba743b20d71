package dev.signals.outbox.internal.job;

import dev.signals.outbox.internal.table.Sql;
import dev.signals.outbox.internal.table.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Remembers which calls have done their work, in the transaction of that work. */
final class DoneCalls {

    private final SessionFactory factory;
    private final Tables tables;

    DoneCalls(SessionFactory factory, Tables tables) {
        this.factory = factory;
        this.tables = tables;
    }

    /** Thrown if another attempt has done the work, to roll this one back. */
    private static final class DoneBefore extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DoneBefore() {
            super(null, null, false, false);
        }
    }

    /**
     * Does work in a new transaction, unless it was done before.
     *
     * @return false if it was done before
     */
    boolean once(String receiver, String key, @Nullable Object tenant, Consumer<? super Session> work) {
        Objects.requireNonNull(work, "work");
        try (Session session = factory.withOptions().tenantIdentifier(tenant).openSession()) {
            session.inTransaction(transaction -> {
                session.doWork(connection -> remember(connection, receiver, key));
                work.accept(session);
            });
            return true;
        } catch (DoneBefore e) {
            return false;
        }
    }

    /** Writes the key. If another attempt is doing the work right now, the database lets this one wait for its end. */
    private void remember(Connection connection, String receiver, String key) throws SQLException {
        boolean isThere = !Sql.query(
                        connection,
                        row -> row.getString(1),
                        "select call_key from " + tables.done() + " where receiver = ? and call_key = ?",
                        receiver,
                        key)
                .isEmpty();
        if (isThere) {
            throw new DoneBefore();
        }
        try {
            Sql.update(
                    connection,
                    "insert into " + tables.done() + " (receiver, call_key, done_at) values (?, ?, ?)",
                    receiver,
                    key,
                    Instant.now());
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("23")) {
                throw new DoneBefore(); // the other attempt was faster
            }
            throw e;
        }
    }

    /** Forgets what a receiver has done before a moment, unless the call is still there and may be made again. */
    void forget(Connection connection, String receiver, Instant before) throws SQLException {
        Sql.update(
                connection,
                "delete from " + tables.done() + " d where receiver = ? and done_at < ?"
                        + " and not exists (select 1 from " + tables.jobs()
                        + " where task_name = d.receiver and task_instance = d.call_key)"
                        + " and not exists (select 1 from " + tables.ordered() + " c where c.call_key = d.call_key)"
                        + " and not exists (select 1 from " + tables.dead() + " c where c.call_key = d.call_key)",
                receiver,
                before);
    }
}
