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
 * Which table an operation changes. It does not tell: it only names all tables it is about, those of subqueries among them.
 * Hibernate's tree knows, so it is noted when an operation is made from one.
 */
final class DmlTargets {

    /** By identity, as operations have no equals of their own. They are kept by cached plans, which are many and change. */
    private final Map<JdbcOperationQueryMutation, String> tables = Collections.synchronizedMap(new WeakHashMap<>());

    void note(MutationStatement tree, JdbcOperationQueryMutation operation) {
        tables.put(operation, tree.getTargetTable().getTableExpression());
    }

    /** Which of the entities a statement names is changed by an operation; null if it changes another table, as that of a collection. */
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
