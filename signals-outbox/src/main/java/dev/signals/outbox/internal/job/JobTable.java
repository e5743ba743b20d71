package dev.signals.outbox.internal.job;

import dev.signals.outbox.internal.table.Sql;
import dev.signals.outbox.internal.table.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Writes into the table of db-scheduler. Its own client would do the same, but it is made for a data source: a client for the
 * connection of each transaction takes longer than the statement.
 */
final class JobTable {

    private final String insert;

    JobTable(Tables tables) {
        this.insert = "insert into " + tables.jobs()
                + " (task_name, task_instance, task_data, execution_time, picked, version) values (?, ?, ?, ?, ?, ?)";
    }

    /**
     * A job.
     *
     * @param id unique for the receiver
     */
    record Job(String receiver, String id, byte[] data) {}

    /** Inserts jobs with a connection, which is neither committed nor closed. */
    void insert(Connection connection, List<Job> jobs, Instant due) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Job job : jobs) {
                Sql.set(statement, job.receiver(), job.id(), job.data(), due, false, 1L);
                if (jobs.size() > 1) {
                    statement.addBatch();
                }
            }
            if (jobs.size() > 1) {
                statement.executeBatch();
            } else {
                statement.executeUpdate();
            }
        }
    }
}
