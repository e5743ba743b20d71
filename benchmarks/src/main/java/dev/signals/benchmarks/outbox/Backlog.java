package dev.signals.benchmarks.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Many calls that wait, all copies of one. */
final class Backlog {

    private final DataSource pool;
    private final String table;

    Backlog(DataSource pool, String table) {
        this.pool = pool;
        this.table = table;
    }

    /** Makes the table as the documentation of db-scheduler has it. */
    void create() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + table + " (task_name text not null, task_instance text not null,"
                    + " task_data bytea, execution_time timestamp with time zone not null, picked boolean not null,"
                    + " picked_by text, last_success timestamp with time zone, last_failure timestamp with time zone,"
                    + " consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,"
                    + " primary key (task_name, task_instance))");
            statement.execute("create index execution_time_idx on " + table + " (execution_time)");
            statement.execute("create index last_heartbeat_idx on " + table + " (last_heartbeat)");
        }
    }

    /**
     * Fills the table with copies of the sample.
     *
     * @param name the name of the receiver that the copies are for
     */
    void fill(String name, long calls) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("insert into " + table
                        + " (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " select ?, cast(gen_random_uuid() as varchar), task_data, execution_time, false, 1"
                        + " from sample cross join generate_series(1, ?)")) {
            statement.execute("truncate table " + table);
            insert.setString(1, name);
            insert.setLong(2, calls);
            insert.executeUpdate();
            statement.execute("vacuum analyze " + table);
        }
    }

    /** Keeps a call that is in the table as the sample. */
    void takeSample() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table sample as select task_data, execution_time from " + table + " limit 1");
        }
    }
}
