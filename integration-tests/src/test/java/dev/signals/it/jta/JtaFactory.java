package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.postgresql.xa.PGXADataSource;

/** A session factory whose sessions take part in the transactions of {@link Narayana}, on a database of its own. */
final class JtaFactory implements AutoCloseable {

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Note() {}

        Note(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What is done in a transaction. */
    interface Work {
        void run() throws Exception;
    }

    static final TransactionManager MANAGER = Narayana.manager();

    private final TestDatabase database;
    private final XaConnections connections;
    private final SessionFactory sessionFactory;

    private JtaFactory(Database kind, boolean asPersistenceUnit, Map<String, ?> moreSettings, Class<?>... more) {
        database = kind.create();
        connections = new XaConnections(xaDataSource(kind, database.settings()), MANAGER);
        Properties settings = new Properties();
        settings.put("hibernate.transaction.coordinator_class", "jta");
        settings.put("hibernate.transaction.jta.platform", new Narayana());
        settings.put("hibernate.hbm2ddl.auto", "create");
        settings.put("hibernate.hbm2ddl.halt_on_error", "true");
        settings.put("jakarta.persistence.validation.mode", "none");
        settings.put("jakarta.persistence.jtaDataSource", connections);
        settings.putAll(moreSettings);
        sessionFactory = asPersistenceUnit ? persistenceUnit(settings) : configured(settings, more);
    }

    /**
     * @param more further entities
     */
    static JtaFactory of(Database kind, Class<?>... more) {
        return new JtaFactory(kind, false, Map.of(), more);
    }

    static JtaFactory with(Database kind, Map<String, ?> settings) {
        return new JtaFactory(kind, false, settings);
    }

    /** Built as a container builds it, so that its sessions are entity managers by the letter of the specification. */
    static JtaFactory ofPersistenceUnit(Database kind) {
        return new JtaFactory(kind, true, Map.of());
    }

    private static SessionFactory configured(Properties settings, Class<?>... more) {
        return new Configuration()
                .addProperties(settings)
                .addAnnotatedClass(Note.class)
                .addAnnotatedClasses(more)
                .buildSessionFactory();
    }

    private static SessionFactory persistenceUnit(Properties settings) {
        HibernatePersistenceConfiguration unit = new HibernatePersistenceConfiguration("test");
        unit.managedClass(Note.class);
        unit.transactionType(PersistenceUnitTransactionType.JTA);
        settings.forEach((name, value) -> unit.property((String) name, value));
        return unit.createEntityManagerFactory();
    }

    private static XADataSource xaDataSource(Database kind, Map<String, Object> settings) {
        String url = (String) settings.get("jakarta.persistence.jdbc.url");
        String user = (String) settings.get("jakarta.persistence.jdbc.user");
        String password = (String) settings.get("jakarta.persistence.jdbc.password");
        return switch (kind) {
            case H2 -> {
                JdbcDataSource source = new JdbcDataSource();
                source.setURL(url);
                source.setUser(user);
                source.setPassword(password);
                yield source;
            }
            case POSTGRESQL -> {
                PGXADataSource source = new PGXADataSource();
                source.setUrl(url);
                if (user != null) {
                    source.setUser(user);
                }
                if (password != null) {
                    source.setPassword(password);
                }
                yield source;
            }
        };
    }

    SessionFactory sessionFactory() {
        return sessionFactory;
    }

    FactorySignals signals() {
        return ModelSignals.of(sessionFactory);
    }

    /** Logs each saved note with all that are committed by then. */
    void logCommits(List<String> log) {
        signals()
                .postSave()
                .connect(Note.class, event -> log.add(event.instance() + " committed " + notes()), afterCommit());
    }

    void logRollbacks(List<String> log) {
        signals().postSave().connect(Note.class, event -> log.add(event.instance() + " rolled back"), afterRollback());
    }

    XaConnections connections() {
        return connections;
    }

    /** Commits what is done, or rolls back if it fails. */
    static void inTransaction(Work work) throws Exception {
        MANAGER.begin();
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            if (!done) {
                MANAGER.rollback();
            }
        }
        MANAGER.commit();
    }

    /** The texts of the notes that are committed, sorted; read beside Hibernate and the transaction manager. */
    List<String> notes() {
        return query("select text from Note order by text");
    }

    List<String> query(String sql) {
        List<String> answers = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return answers;
    }

    /** Also sees that no transaction is left to the thread, where the next test would find it. */
    @Override
    public void close() {
        try {
            boolean left = MANAGER.getTransaction() != null;
            if (left) {
                MANAGER.rollback();
            }
            assertThat(left).as("a transaction is left").isFalse();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            sessionFactory.close();
            database.close();
        }
    }
}
