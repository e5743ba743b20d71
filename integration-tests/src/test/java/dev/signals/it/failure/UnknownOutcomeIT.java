package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.support.CapturedLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database commits, and the connection is lost before it can say so: nobody knows, and the library cannot either. */
class UnknownOutcomeIT {

    private final TestDatabase database = Database.POSTGRESQL.create();
    private final CutLine line = CutLine.to(String.valueOf(database.settings().get("jakarta.persistence.jdbc.url")));
    private final SessionFactory factory = factory();
    private final Told told = Told.by(ModelSignals.of(factory));
    private final CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals");

    @BeforeEach
    void aCommitWhoseAnswerIsLost() throws SQLException {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            session.persist(new Account("a"));
            session.flush();
            line.cutBeforeTheNextAnswer();
            assertThat(catchThrowable(() -> session.getTransaction().commit()))
                    .hasMessageContaining("Unable to commit");
        }
        assertThat(accounts()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        log.close();
        factory.close();
        line.close();
        database.close();
    }

    @Test
    void isNotAnnouncedAsCommitted() {
        assertThat(told.atOnce()).containsExactly("created a");
        assertThat(told.afterCommit()).isEmpty();
    }

    @Test
    void isNotAnnouncedAsRolledBackEither() {
        assertThat(told.afterRollback()).isEmpty();
    }

    @Test
    void isAnnouncedAsEnded() {
        assertThat(told.afterCompletion()).containsExactly("created a");
    }

    @Test
    void isLoggedWithTheNumberOfWorksThatAreNotRun() {
        assertThat(log.messages())
                .containsExactly(
                        "the connection was lost during a commit, and nobody knows whether it was made: 1 works that wait"
                                + " for a commit and 1 that wait for a rollback are not run; look at the rows");
    }

    @Test
    void isNotAnnouncedWithTheNextTransaction() {
        told.clear();

        factory.inTransaction(session -> session.persist(new Account("next")));

        assertThat(told.atOnce()).containsExactly("created next");
        assertThat(told.afterCommit()).containsExactly("created next");
        assertThat(told.afterRollback()).isEmpty();
    }

    private SessionFactory factory() {
        Configuration configuration = new Configuration().addAnnotatedClass(Account.class);
        configuration.getProperties().putAll(database.settings());
        configuration
                .getProperties()
                .compute("jakarta.persistence.jdbc.url", (name, url) -> line.through(String.valueOf(url)));
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-only");
        return configuration.buildSessionFactory();
    }

    private int accounts() throws SQLException {
        try (Connection direct = database.connect();
                Statement statement = direct.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from Account")) {
            result.next();
            return result.getInt(1);
        }
    }
}
