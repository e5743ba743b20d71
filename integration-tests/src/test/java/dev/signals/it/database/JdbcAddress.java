package dev.signals.it.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where a database is and as whom to connect; the user and the password may also be part of the URL. */
record JdbcAddress(
        String url, @Nullable String user, @Nullable String password) {

    JdbcAddress withUrl(String other) {
        return new JdbcAddress(other, user, password);
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("jakarta.persistence.jdbc.url", url);
        putIfThere(settings, "jakarta.persistence.jdbc.user", user);
        putIfThere(settings, "jakarta.persistence.jdbc.password", password);
        return settings;
    }

    Connection connect() {
        Properties properties = new Properties();
        putIfThere(properties, "user", user);
        putIfThere(properties, "password", password);
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot connect to the test database " + this + ": " + e.getMessage(), e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run '" + sql + "' on " + this + ": " + e.getMessage(), e);
        }
    }

    /** The first column of the first row. */
    String query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run '" + sql + "' on " + this + ": " + e.getMessage(), e);
        }
    }

    /** Without the password, and without the URL's parameters, which may hold one. */
    @Override
    public String toString() {
        int parameters = url.indexOf('?');
        return "'" + (parameters < 0 ? url : url.substring(0, parameters)) + "'" + (user == null ? "" : " as " + user);
    }

    private static void putIfThere(Map<? super String, Object> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
