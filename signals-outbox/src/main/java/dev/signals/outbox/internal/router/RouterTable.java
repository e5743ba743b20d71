package dev.signals.outbox.internal.router;

import dev.signals.hibernate.internal.access.LastWrite;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.internal.table.SessionWork;
import dev.signals.outbox.internal.table.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Writes events into the table of Debezium's event router, in the transaction of a session. The rows are deleted at once: they
 * are in the log of the database, which Debezium reads, and the router ignores deletions.
 */
final class RouterTable implements LastWrite.Writer {

    private final String insert;
    private final String delete;
    private final boolean removes;

    /**
     * @param removes whether the rows are deleted
     */
    RouterTable(String name, Dialect dialect, boolean removes) {
        this.insert = "insert into " + name
                + " (id, aggregatetype, aggregateid, type, payload, tenant, traceparent) values (?, ?, ?, ?, "
                + json(dialect) + ", ?, ?)";
        this.delete = "delete from " + name + " where id = ?";
        this.removes = removes;
    }

    private static String json(Dialect dialect) {
        if (dialect instanceof PostgreSQLDialect) {
            return "cast(? as jsonb)";
        }
        return dialect instanceof H2Dialect ? "? format json" : "?";
    }

    @Override
    public void write(SharedSessionContractImplementor session, List<LastWrite> writes) {
        List<RoutedEvent> events = writes.stream().map(RoutedEvent.class::cast).toList();
        SessionWork.run(session, connection -> write(connection, events));
    }

    private void write(Connection connection, List<RoutedEvent> events) throws SQLException {
        try {
            insert(connection, events);
            if (removes) {
                remove(connection, events);
            }
        } catch (SQLException e) {
            throw Sql.cannotWrite(
                    "the events "
                            + events.stream().map(RoutedEvent::type).distinct().toList(),
                    OutboxSettings.TABLES + "=true and " + OutboxSettings.CONTENT + "=events",
                    e);
        }
    }

    private void insert(Connection connection, List<RoutedEvent> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (RoutedEvent event : events) {
                statement.setObject(1, event.id());
                statement.setString(2, event.aggregateType());
                statement.setString(3, event.aggregateId());
                statement.setString(4, event.type());
                statement.setString(5, event.payload());
                statement.setString(6, event.tenant());
                statement.setString(7, event.traceparent());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void remove(Connection connection, List<RoutedEvent> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            for (RoutedEvent event : events) {
                statement.setObject(1, event.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Returns nothing, since other services hear of it later. */
    @Override
    public List<Runnable> effects(SharedSessionContractImplementor session, List<LastWrite> writes) {
        return List.of();
    }
}
