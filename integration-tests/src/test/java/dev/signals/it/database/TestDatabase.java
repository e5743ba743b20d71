package dev.signals.it.database;

import java.sql.Connection;
import java.util.Map;

/** A database of one test's own, dropped when closed. */
public final class TestDatabase implements AutoCloseable {

    private final JdbcAddress address;
    private final Runnable drop;

    TestDatabase(JdbcAddress address, Runnable drop) {
        this.address = address;
        this.drop = drop;
    }

    /** The settings {@code jakarta.persistence.jdbc.*} with which Hibernate finds the database. */
    public Map<String, Object> settings() {
        return address.settings();
    }

    /** Opens a plain JDBC connection; the caller closes it. */
    public Connection connect() {
        return address.connect();
    }

    @Override
    public void close() {
        drop.run();
    }
}
