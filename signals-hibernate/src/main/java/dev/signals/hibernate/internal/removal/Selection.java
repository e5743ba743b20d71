package dev.signals.hibernate.internal.removal;

import dev.signals.hibernate.internal.mapping.QueryNames;
import java.util.Map;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a deletion selects.
 *
 * @param persister the persister of the entity
 * @param condition the condition in HQL; null for all rows
 * @param parameters the values of its parameters
 */
record Selection(EntityPersister persister, @Nullable String condition, Map<String, ?> parameters) {

    /** Returns the name of the entity in queries. */
    String name() {
        return QueryNames.of(persister);
    }

    /** Returns the part of a statement after its first words. The condition is always that of its own entity. */
    private String rows() {
        return name() + " e" + (condition == null ? "" : " where (" + condition + ")");
    }

    /** Returns a subquery of the identifiers. */
    String identifiers() {
        return "(select id(e) from " + rows() + ")";
    }

    /** Returns the part of a statement after its first words, for those rows whose entities are in a parameter. */
    String among(String parameter) {
        return rows() + (condition == null ? " where " : " and ") + "e in (:" + parameter + ")";
    }

    /** Makes a query that has {@link #identifiers} or {@link #among} in its text. */
    <R> SelectionQuery<R> query(SharedSessionContractImplementor session, String hql, Class<R> result) {
        SelectionQuery<R> query = session.createSelectionQuery(hql, result);
        setParameters(query);
        return query;
    }

    /**
     * Opens a cursor of the identifiers in their order. What is deleted or changed while it is open does not change what
     * it returns.
     */
    ScrollableResults<Object> open(SharedSessionContractImplementor session, boolean descending, int fetched) {
        SelectionQuery<Object> query = query(
                session, "select id(e) from " + rows() + " order by id(e)" + (descending ? " desc" : ""), Object.class);
        return query.setFetchSize(fetched).scroll(ScrollMode.FORWARD_ONLY);
    }

    /** Deletes the rows by one statement. */
    int delete(SharedSessionContractImplementor session) {
        MutationQuery query = session.createMutationQuery("delete from " + rows());
        setParameters(query);
        return query.executeUpdate();
    }

    private void setParameters(CommonQueryContract query) {
        parameters.forEach(query::setParameter);
    }
}
