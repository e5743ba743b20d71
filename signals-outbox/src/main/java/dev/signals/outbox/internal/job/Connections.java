package dev.signals.outbox.internal.job;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.JDBCException;
import org.jspecify.annotations.Nullable;

/** The connections of a session factory as a data source, which is what db-scheduler takes. */
final class Connections implements DataSource {

    private final Source source;
    private volatile @Nullable Integer isolation;

    /** Opens and closes connections. */
    interface Source {

        Connection open() throws SQLException;

        void close(Connection connection) throws SQLException;
    }

    Connections(Source source) {
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = open();
        int before = isolation(connection);
        return (Connection) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (before > Connection.TRANSACTION_READ_COMMITTED) {
                            connection.setTransactionIsolation(before);
                        }
                        source.close(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Opens a connection. The pool of Hibernate throws exceptions of Hibernate, for which nobody here is made. */
    private Connection open() throws SQLException {
        try {
            return source.open();
        } catch (JDBCException e) {
            throw e.getSQLException();
        }
    }

    /**
     * Lowers the isolation of a connection, if those of the pool have a higher one: rows that others lock are skipped, and must
     * not fail the transaction. The first connection tells for all, because asking costs a message to the database.
     *
     * @return the isolation that the connection had; 0 if it was not changed
     */
    private int isolation(Connection connection) throws SQLException {
        Integer known = isolation;
        int ofPool = known == null ? connection.getTransactionIsolation() : known;
        isolation = ofPool;
        if (ofPool <= Connection.TRANSACTION_READ_COMMITTED) {
            return 0;
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return ofPool;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the session factory knows user and password");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException(type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
