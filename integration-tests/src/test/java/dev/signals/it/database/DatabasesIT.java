package dev.signals.it.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class DatabasesIT {

    private final Database database;

    DatabasesIT(Database database) {
        this.database = database;
    }

    @Test
    void databaseIsWhatItsNameSays() throws SQLException {
        String query = database == Database.H2 ? "select 'H2 ' || h2version()" : "select version()";
        String start = database == Database.H2 ? "H2 2." : "PostgreSQL ";

        try (TestDatabase created = database.create()) {
            assertThat(answer(created, query)).startsWith(start);
        }
    }

    @Test
    void twoDatabasesDoNotSeeEachOther() throws SQLException {
        try (TestDatabase first = database.create();
                TestDatabase second = database.create()) {
            run(first, "create table note (text varchar(20))");
            run(second, "create table note (text varchar(20))");
            run(first, "insert into note values ('first')");

            assertThat(answer(first, "select count(*) from note")).isEqualTo("1");
            assertThat(answer(second, "select count(*) from note")).isEqualTo("0");
        }
    }

    @Test
    void hibernateOpensTheDatabaseFromItsSettings() {
        try (TestDatabase created = database.create()) {
            Configuration configuration = new Configuration();
            configuration.getProperties().putAll(created.settings());

            try (SessionFactory factory = configuration.buildSessionFactory()) {
                Object answer = factory.fromSession(session -> session.createNativeQuery("select 40 + 2", Integer.class)
                        .getSingleResult());
                assertThat(answer).isEqualTo(42);
            }
        }
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
