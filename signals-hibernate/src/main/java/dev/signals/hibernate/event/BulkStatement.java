package dev.signals.hibernate.event;

import java.util.Set;
import org.hibernate.SharedSessionContract;

/**
 * The event of a bulk statement in HQL or Criteria that has been executed: an update or delete of rows without their
 * entities.
 *
 * <p>Sent right after each execution, in the same thread, even if no row was affected. The signals of a flush that
 * {@code executeUpdate()} makes come before it. Receivers may query, write and execute further statements. An exception
 * of a receiver marks the transaction for rollback and reaches the caller of {@code executeUpdate()}. While receivers
 * run, the session still has the flush mode and cache mode of the query, if the query has its own. For a statement
 * executed inside a flush or a cascade, for example by a JPA callback, the signal is sent there: queries of the
 * receivers do not flush, and {@link dev.signals.hibernate.SignalSettings#STRICT} refuses the statement.
 *
 * <p>Only the number of affected rows is known, not which rows. Entities that the session has loaded from them stay as
 * they were. Not sent for native statements, for {@code insert} in HQL, and for rows that the database changes itself,
 * for example with {@code
 *
 * @OnDelete(action = CASCADE)}. A delete of a mapped superclass or of an unmapped interface is one statement for each
 *     entity.
 */
public interface BulkStatement extends TransactionEvent {

    /** The kind of a bulk statement. */
    enum Kind {

        /** An {@code update}, sent by {@link dev.signals.hibernate.ModelSignals#BULK_UPDATED}. */
        UPDATE,

        /**
         * A {@code delete}, sent by {@link dev.signals.hibernate.ModelSignals#BULK_DELETED}. This includes soft
         * deletes, which only mark the rows.
         */
        DELETE
    }

    /** Returns whether the statement is an update or a delete. */
    Kind kind();

    /**
     * Returns the class of the entity that the statement names, which is the sender. The rows may belong to subclasses.
     */
    Class<?> entityType();

    /** Returns how many entities were affected, as {@code executeUpdate()} does, however many tables they have. */
    int rows();

    /**
     * Returns the attributes that the statement sets, in its order; {@code address.city} for a part of an embeddable.
     * The version is included if it is set or the statement is {@code versioned}. Empty for a delete.
     */
    Set<String> attributes();

    /**
     * Returns the HQL as the application wrote it, with the names of its parameters and without their values. For
     * Criteria it is the HQL that Hibernate renders, with generated aliases, which may differ between versions.
     */
    String statement();

    /**
     * Returns the session that executed the statement: a {@link org.hibernate.Session} or a {@link
     * org.hibernate.StatelessSession}.
     *
     * @throws IllegalStateException if its transaction has ended, because the session then works in another one, or in
     *     none
     */
    SharedSessionContract session();
}
