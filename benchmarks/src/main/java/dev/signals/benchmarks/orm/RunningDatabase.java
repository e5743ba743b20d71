package dev.signals.benchmarks.orm;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database that is there.
 *
 * @param url its address, with user and password
 * @param server what has to be closed in the end
 */
public record RunningDatabase(String url, Closeable server) implements Closeable {

    /** Returns a connection. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
