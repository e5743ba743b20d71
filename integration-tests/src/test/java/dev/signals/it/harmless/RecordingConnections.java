package dev.signals.it.harmless;

import dev.signals.it.database.TestDatabase;
import dev.signals.it.harmless.Tape.Track;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.TreeMap;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;

/** Connections of one database which write on the tape what is executed, with parameters, in order. */
final class RecordingConnections implements ConnectionProvider, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final transient TestDatabase database;
    private final transient Deque<Connection> free = new ArrayDeque<>();

    RecordingConnections(TestDatabase database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = free.isEmpty() ? database.connect() : free.pop();
        connection.setAutoCommit(true);
        return proxy(Connection.class, (method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                free.push(connection);
                return null;
            }
            case "commit", "rollback" -> Tape.current().write(Track.SQL, method.getName());
            case "prepareStatement" -> {
                PreparedStatement statement = (PreparedStatement) invoke(connection, method, arguments);
                Recorder recorder = new Recorder(statement, (String) arguments[0]);
                return proxy(PreparedStatement.class, recorder::call);
            }
            default -> {}
        }
        return invoke(connection, method, arguments);
    }

    /** The parameters of one statement. */
    private static final class Recorder {

        private final PreparedStatement statement;
        private final String sql;
        private final TreeMap<Integer, String> parameters = new TreeMap<>();

        Recorder(PreparedStatement statement, String sql) {
            this.statement = statement;
            this.sql = sql;
        }

        Object call(Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (name.startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer index) {
                parameters.put(index, name.equals("setNull") ? "null" : shown(arguments[1]));
            } else if (name.startsWith("execute") || name.equals("addBatch")) {
                Tape.current()
                        .write(
                                Track.SQL,
                                name + " " + sql + (name.equals("executeBatch") ? "" : " " + parameters.values()));
            }
            return invoke(statement, method, arguments);
        }

        private static String shown(Object value) {
            if (value instanceof InputStream
                    || value instanceof Reader
                    || value instanceof java.sql.Clob
                    || value instanceof java.sql.Blob) {
                return "stream";
            }
            if (value instanceof java.sql.Array array) {
                return array.getClass().getSimpleName();
            }
            return value instanceof Date date ? date.toString() : Show.value(value);
        }
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                RecordingConnections.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments == null ? new Object[0] : arguments)));
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
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new UnknownUnwrapTypeException(type);
    }

    @Override
    public void close() {
        for (Connection connection : free) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
