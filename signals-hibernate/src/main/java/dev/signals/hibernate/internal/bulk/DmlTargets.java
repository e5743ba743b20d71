package dev.signals.hibernate.internal.bulk;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.jspecify.annotations.Nullable;

/**
 * The tables that operations change. An operation itself only names all tables it is about, including tables of
 * subqueries. Hibernate's tree knows the changed table, so it is recorded when an operation is created from a tree.
 */
final class DmlTargets {

    /**
     * The changed tables. Keys are compared by identity, because operations have no {@code equals}. They are held
     * weakly, because they belong to cached plans, which are many and change.
     */
    private final Map<JdbcOperationQueryMutation, String> tables = Collections.synchronizedMap(new WeakHashMap<>());

    void record(MutationStatement tree, JdbcOperationQueryMutation operation) {
        tables.put(operation, tree.getTargetTable().getTableExpression());
    }

    /**
     * Returns the one of the named entities that an operation changes; null if it changes another table, for example of
     * a collection.
     */
    @Nullable
    EntityPersister changed(JdbcOperationQueryMutation operation, List<EntityPersister> named) {
        String table = tables.get(operation);
        if (table == null) {
            return named.size() == 1 ? named.get(0) : null;
        }
        return named.stream()
                .filter(persister -> Arrays.asList(persister.getQuerySpaces()).contains(table))
                .findFirst()
                .orElse(null);
    }
}
