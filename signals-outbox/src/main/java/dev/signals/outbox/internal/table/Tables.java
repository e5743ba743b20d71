package dev.signals.outbox.internal.table;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The names of the tables, as statements need them.
 *
 * @param jobs the calls that wait, one row each, in the layout of db-scheduler
 * @param ordered the events of calls that follow an order
 * @param dead the calls that were given up
 * @param done the keys of work that was done once
 * @param events the events for other services, in the layout of Debezium's event router
 */
public record Tables(String jobs, String ordered, String dead, String done, String events) {

    public static final String JOBS = "signals_jobs";
    public static final String ORDERED = "signals_ordered";
    public static final String DEAD = "signals_dead";
    public static final String DONE = "signals_done";
    public static final String EVENTS = "outboxevent";

    /**
     * The most characters of an aggregate id. Debezium's own table has 255, which an identifier that is a URL or has several parts
     * can exceed; the router takes any.
     */
    public static final int LONGEST_AGGREGATE_ID = 4000;

    /** The most characters of the other texts of an event. */
    public static final int LONGEST_TEXT = 255;

    /** Returns the names in the default catalog and schema of a session factory. */
    public static Tables of(SessionFactoryImplementor factory) {
        return new Tables(
                qualified(factory, JOBS),
                qualified(factory, ORDERED),
                qualified(factory, DEAD),
                qualified(factory, DONE),
                qualified(factory, EVENTS));
    }

    private static String qualified(SessionFactoryImplementor factory, String name) {
        return factory.getSqlStringGenerationContext()
                .format(new QualifiedTableName(null, null, Identifier.toIdentifier(name)));
    }
}
