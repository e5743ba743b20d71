package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlogApplicationTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void anUnknownDatabaseIsToldInOneLineWithTheValidNames() {
        assertThat(run("oracle")).isEqualTo(2);

        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .contains("\"oracle\"", "h2", "postgresql", "jdbc:postgresql://");
    }

    @Test
    void aDatabaseThatIsNotThereIsToldInOneLine() {
        assertThat(run("jdbc:postgresql://localhost:1/blog?user=blog&password=secret"))
                .isEqualTo(2);

        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .contains("cannot be opened", "localhost:1")
                .doesNotContain("secret");
    }

    @Test
    void aGivenDatabaseIsUsedAndLeftAsItWas() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table article (own text)");

            assertThat(run(postgres.getJdbcUrl("postgres", "postgres"))).isZero();

            assertThat(tables(statement)).containsExactly("public.article");
        }
        assertThat(text(err)).isEmpty();
        assertThat(text(out))
                .contains(
                        "Loading addresses: 233 of 233", "1,794,884 words", "One transaction, step by step", "Done in");
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select schemaname || '.' || tablename from pg_tables"
                + " where schemaname not in ('pg_catalog', 'information_schema')")) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        return tables;
    }

    private int run(String database) {
        return BlogApplication.run(database, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
