package dev.signals.it.jta;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** Connections as a container hands them out: one for each transaction, of which it is a resource. */
final class XaConnections implements DataSource {

    private final XADataSource source;
    private final TransactionManager manager;
    private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();
    private volatile boolean failing;

    XaConnections(XADataSource source, TransactionManager manager) {
        this.source = source;
        this.manager = manager;
    }

    /** Makes the resource refuse to prepare, as one does that finds a deferred constraint violated. */
    void failInPrepare() {
        failing = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            Transaction transaction = manager.getTransaction();
            Connection present = transaction == null ? null : enlisted.get(transaction);
            if (present != null) {
                return present;
            }
            // after the completion the transaction is still that of the thread
            return transaction == null || transaction.getStatus() != Status.STATUS_ACTIVE
                    ? unbound()
                    : enlist(transaction);
        } catch (SystemException e) {
            throw new SQLException(e);
        }
    }

    private Connection unbound() throws SQLException {
        XAConnection physical = source.getXAConnection();
        return closing(physical.getConnection(), physical::close);
    }

    private Connection enlist(Transaction transaction) throws SQLException {
        XAConnection physical = source.getXAConnection();
        try {
            transaction.enlistResource(new FallibleResource(physical.getXAResource(), () -> failing));
            transaction.registerSynchronization(new Release(transaction, physical));
        } catch (Exception e) {
            physical.close();
            throw new SQLException("Cannot enlist", e);
        }
        Connection connection = closing(physical.getConnection(), () -> {});
        enlisted.put(transaction, connection);
        return connection;
    }

    private static Connection closing(Connection connection, Closing close) {
        InvocationHandler calls = (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                close.run();
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, calls);
    }

    private interface Closing {
        void run() throws SQLException;
    }

    private final class Release implements Synchronization {

        private final Transaction transaction;
        private final XAConnection physical;

        Release(Transaction transaction, XAConnection physical) {
            this.transaction = transaction;
            this.physical = physical;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            enlisted.remove(transaction);
            try {
                physical.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

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
        throw new SQLException("wraps no " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
