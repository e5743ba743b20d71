package dev.signals.hibernate.event;

import java.util.Set;
import org.hibernate.SharedSessionContract;

/**
 * A bulk statement in HQL or Criteria that has been executed: an update or delete of rows without their entities.
 *
 * <p>Sent right after each execution, in its thread, also if no row was affected; whatever {@code executeUpdate()} flushes comes
 * before it. Receivers may query, write and execute further statements. An exception of one marks the transaction for rollback
 * and reaches the caller of {@code executeUpdate()}. While they run, the session still has the flush mode and cache mode of the query,
 * if it was given one. A statement that is executed inside a flush or a cascade, as by a JPA callback, is told there: queries of the
 * receivers do not flush then, and {@link dev.signals.hibernate.SignalSettings#STRICT} refuses it.
 *
 * <p>Which rows were affected is not known, only how many. What the session has loaded of them is as it was. Not sent for native
 * statements, for {@code insert} in HQL, and for rows that the database changes by itself, as with {@code
 * @OnDelete(action = CASCADE)}. A delete of a mapped superclass or of an unmapped interface is one statement for each entity.
 */
public interface BulkStatement extends TransactionEvent {

    /** What a statement does. */
    enum Kind {

        /** {@code update}; {@link dev.signals.hibernate.ModelSignals#BULK_UPDATED}. */
        UPDATE,

        /** {@code delete}, also of entities whose rows stay and are marked; {@link dev.signals.hibernate.ModelSignals#BULK_DELETED}. */
        DELETE
    }

    /** What it does. */
    Kind kind();

    /** The class of the entity the statement names: what the signal was sent with. The rows may be of subclasses. */
    Class<?> entityType();

    /**
     * How many rows were affected, as {@code executeUpdate()} returns it: entities, whatever number of tables they have.
     */
    int rows();

    /**
     * The attributes the statement sets, in its order: {@code title}, and {@code address.city} for a part of an embeddable. The version is
     * among them if it is set or if the statement is {@code versioned}. Empty for a delete.
     */
    Set<String> attributes();

    /**
     * The HQL as the application wrote it, with the names of its parameters and without their values. For Criteria as Hibernate
     * renders it, with aliases of its own, which may differ between versions.
     */
    String statement();

    /**
     * The session that executed it, a {@link org.hibernate.Session} or a {@link org.hibernate.StatelessSession}.
     *
     * @throws IllegalStateException if its transaction has ended, as what the session does then belongs to another one, or to none
     */
    SharedSessionContract session();
}
