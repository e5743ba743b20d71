package dev.signals.it.harmless;

import static dev.signals.it.support.TestedHibernate.isOfStatelessSession;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ModelEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Receivers that write a row of their own for each event; those behind a write query and flush too. Before a write they do not flush,
 * since the work is then written at another time, which may be seen.
 */
final class ActingReceivers {

    private static final String TABLE = "traces";

    private final FactorySignals signals;
    private final boolean mayFlush;

    /**
     * @param mayFlush whether a further flush writes nothing of the work
     */
    ActingReceivers(FactorySignals signals, boolean mayFlush) {
        this.signals = signals;
        this.mayFlush = mayFlush;
    }

    /** Whether a row is one of theirs. */
    static boolean isTrace(String row) {
        return row.toLowerCase(Locale.ROOT).startsWith(TABLE);
    }

    void connect(SessionFactory factory) {
        factory.inTransaction(session -> session.doWork(ActingReceivers::createTable));
        signals.preSave().connect(this::trace);
        signals.preDelete().connect(this::trace);
        signals.postSave().connect(this::act);
        signals.postDelete().connect(this::act);
        signals.collectionChanged().connect(this::act);
        signals.changed().connect(this::act, ModelSignals.beforeCommit());
        signals.m2mChanged().connect(event -> {
            if (event.action().isPre()) {
                trace(event);
            } else {
                act(event);
            }
        });
    }

    private void act(ModelEvent<?> event) {
        trace(event);
        if (mayFlush && !isOfStatelessSession(event)) {
            Session session = event.session();
            if (session.getHibernateFlushMode() != FlushMode.MANUAL) {
                session.createSelectionQuery("select count(*) from " + event.entityName(), Long.class)
                        .getSingleResult();
                session.flush();
                trace(event);
            }
        }
    }

    private void trace(ModelEvent<?> event) {
        if (!isOfStatelessSession(event)) {
            event.session().doWork(connection -> insert(connection, event.summary()));
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + TABLE + " (event varchar(4000))");
        }
    }

    private static void insert(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into " + TABLE + " values (?)")) {
            statement.setString(1, text);
            statement.executeUpdate();
        }
    }
}
