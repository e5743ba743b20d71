package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.it.database.Database;
import dev.signals.it.failure.Told.When;
import dev.signals.it.support.TestFactory;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** A session factory for {@link Account}, three rows, and what a transaction of one session does with them. */
final class Bank implements AutoCloseable {

    private final Database database;
    private final TestFactory factory;
    private final Told told;

    Bank(Database database) {
        this.database = database;
        // Some tests use two threads, and the log of statements that is there otherwise is for one.
        StatementInspector none = sql -> sql;
        factory =
                TestFactory.of(database, Map.of("hibernate.session_factory.statement_inspector", none), Account.class);
        factory.inTransaction(session -> {
            execute(
                    session,
                    "alter table Account add constraint one_owner unique (owner)"
                            + (isPostgres() ? " deferrable initially deferred" : ""));
            if (isPostgres()) {
                execute(
                        session,
                        "create function kill_backend() returns trigger language plpgsql as "
                                + "$$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$",
                        "create trigger kill before insert on Account for each row when (new.owner = 'killer') "
                                + "execute function kill_backend()");
            }
        });
        told = Told.by(factory.signals());
        reset();
    }

    boolean isPostgres() {
        return database == Database.POSTGRESQL;
    }

    TestFactory factory() {
        return factory;
    }

    SessionFactory sessionFactory() {
        return factory.sessionFactory();
    }

    FactorySignals signals() {
        return factory.signals();
    }

    Told told() {
        return told;
    }

    /** Makes the rows what they were, and forgets what was told. */
    void reset() {
        factory.inTransaction(session -> execute(
                session,
                "delete from Peer",
                "delete from Account",
                "insert into Account (code, version, balance, owner) values ('kept', 0, 0, 'kept'), "
                        + "('changed', 0, 0, 'changed'), ('removed', 0, 0, 'removed')"));
        told.clear();
    }

    /** One change of each kind, none of which has been flushed. */
    Account change(Session session) {
        Account created = new Account("created");
        session.persist(created);
        Account changed = session.find(Account.class, "changed");
        changed.balance = 1;
        changed.peers.add(session.find(Account.class, "kept"));
        session.remove(session.find(Account.class, "removed"));
        return created;
    }

    static String[] toldOfChange() {
        return new String[] {"created created", "updated changed", "added [kept] of changed", "deleted removed"};
    }

    /** The code and balance of each account, and how many peers it has. */
    List<String> rows() {
        return factory.fromTransaction(session -> session.createNativeQuery(
                        "select code || ' ' || balance || ' ' || (select count(*) from Peer where Account_code = code)"
                                + " from Account order by code",
                        String.class)
                .getResultList());
    }

    static String[] rowsUntouched() {
        return new String[] {"changed 0 0", "kept 0 0", "removed 0 0"};
    }

    static String[] rowsChanged() {
        return new String[] {"changed 1 1", "created 0 0", "kept 0 0"};
    }

    /** Nothing that happened earlier comes with the next transaction of this session. */
    void nextTransactionIsToldAlone(Session session) {
        session.clear();
        session.beginTransaction();
        // With older versions of Hibernate it may be now only that the end of the one before is known.
        told.clear();
        Account next = new Account("next");
        session.persist(next);
        session.getTransaction().commit();
        assertThat(told.announcedBefore()).containsExactly("saving next");
        assertThat(told.all())
                .containsExactly(
                        When.AT_ONCE + " created next",
                        When.BEFORE_COMMIT + " created next",
                        When.AFTER_COMMIT + " created next",
                        When.AFTER_COMPLETION + " created next");
        factory.inTransaction(cleaning -> execute(cleaning, "delete from Account where code = 'next'"));
    }

    /** Nor with that of a new one, which gets the same connection if it is still good. */
    void nextSessionIsToldAlone() {
        try (Session session = sessionFactory().openSession()) {
            nextTransactionIsToldAlone(session);
        }
    }

    /** Ends the server process of the session's connection, and waits until it is gone. */
    void kill(Session session) {
        Object process = session.doReturningWork(connection -> {
            try (Statement statement = connection.createStatement();
                    var result = statement.executeQuery("select pg_backend_pid()")) {
                result.next();
                return result.getInt(1);
            }
        });
        assertThat(factory.sql("select pg_terminate_backend(" + process + ", 30000)"))
                .isEqualTo(true);
    }

    /** By JDBC, since Hibernate would flush before. */
    static void execute(Session session, String... statements) {
        session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(String.join("; ", statements), e);
            }
        });
    }

    @Override
    public void close() {
        factory.close();
    }
}
