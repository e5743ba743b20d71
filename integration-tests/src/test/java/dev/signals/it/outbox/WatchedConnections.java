package dev.signals.it.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.hibernate.service.spi.Configurable;

/** Connections that note each execution of a prepared statement, one of a batch as one. */
final class WatchedConnections implements ConnectionProvider, Configurable {

    private static final long serialVersionUID = 1L;

    private final transient List<String> executions = new CopyOnWriteArrayList<>();
    private final Properties address = new Properties();

    /** Returns what was executed: the method and the statement. */
    List<String> executions() {
        return executions;
    }

    @Override
    public void configure(Map<String, Object> settings) {
        for (String key : List.of("url", "user", "password")) {
            Object value = settings.get("jakarta.persistence.jdbc." + key);
            if (value != null) {
                address.put(key, value.toString());
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = DriverManager.getConnection(address.getProperty("url"), address);
        return (Connection) proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return method.getName().equals("prepareStatement")
                    ? watched((PreparedStatement) result, (String) arguments[0])
                    : result;
        });
    }

    private Object watched(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                executions.add(method.getName() + " " + sql);
            }
            return invoke(statement, method, arguments);
        });
    }

    private static Object proxy(Class<?> type, java.lang.reflect.InvocationHandler handler) {
        return Proxy.newProxyInstance(WatchedConnections.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnknownUnwrapTypeException(type);
    }
}
