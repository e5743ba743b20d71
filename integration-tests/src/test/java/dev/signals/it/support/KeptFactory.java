package dev.signals.it.support;

import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.it.database.TestDatabase;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.SequenceStyleGenerator;

/** A factory on H2 that is made as new after a test, so that the next one cannot know. See {@link KeptFactories}. */
final class KeptFactory {

    /** Sessions that a test has left open hold connections; this is half of what Hibernate opens. */
    private static final int MOST_CONNECTIONS = 10;

    private final Deque<KeptFactory> waiting;
    private final TestFactory.Parts parts;
    private final TestDatabase database;
    private final SessionFactory factory;
    private final List<String> clearings = new ArrayList<>();
    private final List<String> script;
    private List<Scope> connections;

    KeptFactory(Deque<KeptFactory> waiting, TestFactory.Parts parts) {
        this.waiting = waiting;
        this.parts = parts;
        this.database = parts.database();
        this.factory = parts.sessionFactory();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table :
                    names(statement, "table_schema, table_name", "tables where table_type = 'BASE TABLE'")) {
                clearings.add("truncate table " + table + " restart identity");
            }
            for (String sequence : names(statement, "sequence_schema, sequence_name", "sequences")) {
                clearings.add("alter sequence " + sequence + " restart");
            }
            this.script = script(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the tables of a new factory", e);
        }
        this.connections = preserve();
    }

    TestFactory.Parts parts() {
        return parts;
    }

    /** Returns where it waits. */
    Deque<KeptFactory> waiting() {
        return waiting;
    }

    /** Empties it. Returns whether it then is as it was when it was built. */
    boolean isAsNew() {
        if (factory.isClosed()) {
            return false;
        }
        connections.forEach(Scope::close);
        connections = preserve();
        factory.getCache().evictAllRegions();
        factory.getStatistics().clear();
        ((SessionFactoryImplementor) factory).getMappingMetamodel().forEachEntityDescriptor(persister -> {
            if (persister.getGenerator() instanceof SequenceStyleGenerator sequence) {
                forgetBlock(sequence.getOptimizer());
            }
        });
        parts.statements().clear();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            // what is locked was left so by a session of the test
            statement.execute("set lock_timeout 1");
            statement.execute("set referential_integrity false");
            for (String clearing : clearings) {
                statement.execute(clearing);
            }
            statement.execute("set referential_integrity true");
            return connectionsOf(statement) <= MOST_CONNECTIONS
                    && script(statement).equals(script);
        } catch (SQLException e) {
            return false;
        }
    }

    void discard() {
        parts.close();
    }

    private List<Scope> preserve() {
        return Stream.concat(signals(ModelSignals.of(factory)), processSignals())
                .map(signal -> signal.signal().preserve())
                .toList();
    }

    private static Stream<ModelSignal<?>> signals(FactorySignals of) {
        return Stream.of(
                of.preInit(),
                of.postInit(),
                of.preSave(),
                of.postSave(),
                of.preDelete(),
                of.postDelete(),
                of.m2mChanged(),
                of.collectionChanged(),
                of.changed());
    }

    private static Stream<ModelSignal<?>> processSignals() {
        return Stream.of(
                ModelSignals.PRE_INIT,
                ModelSignals.POST_INIT,
                ModelSignals.PRE_SAVE,
                ModelSignals.POST_SAVE,
                ModelSignals.PRE_DELETE,
                ModelSignals.POST_DELETE,
                ModelSignals.M2M_CHANGED,
                ModelSignals.COLLECTION_CHANGED,
                ModelSignals.CHANGED);
    }

    /** Lets Hibernate begin again with the first number of a sequence: it hands out numbers from memory, in blocks. */
    private static void forgetBlock(Optimizer optimizer) {
        for (Field field : optimizer.getClass().getDeclaredFields()) {
            if (field.getName().equals("noTenantState")) {
                field.setAccessible(true);
                try {
                    field.set(optimizer, null);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static List<String> names(Statement statement, String columns, String from) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select " + columns + " from information_schema." + from)) {
            while (rows.next()) {
                if (!rows.getString(1).equals("INFORMATION_SCHEMA")) {
                    names.add("\"" + rows.getString(1) + "\".\"" + rows.getString(2) + "\"");
                }
            }
        }
        return names;
    }

    private static int connectionsOf(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from information_schema.sessions")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** The statements that make the tables, and the number of rows of each. */
    private static List<String> script(Statement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("script nodata")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
