package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmTreatedPath;
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;

/**
 * A bulk statement that is executed.
 *
 * @param persister the persister of the entity that the statement names
 * @param tree the statement as Hibernate has parsed it
 * @param query the text of the query; of no use for a Criteria query
 */
public record BulkWrite(EntityPersister persister, SqmDeleteOrUpdateStatement<?> tree, String query) {

    public BulkStatement.Kind kind() {
        return tree instanceof SqmUpdateStatement<?> ? BulkStatement.Kind.UPDATE : BulkStatement.Kind.DELETE;
    }

    public String text() {
        return tree.getQuerySource() == SqmQuerySource.CRITERIA ? tree.toHqlString() : query;
    }

    Set<String> attributes() {
        if (!(tree instanceof SqmUpdateStatement<?> update)) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (SqmAssignment<?> assignment : update.getSetClause().getAssignments()) {
            names.add(name(assignment.getTargetPath()));
        }
        if (update.isVersioned() && persister.isVersioned()) {
            names.add(persister.getPropertyNames()[HibernateAdapter.versionIndex(persister)]);
        }
        return Collections.unmodifiableSet(names);
    }

    /** Returns the path from the root to the attribute. A treated root is not part of the path. */
    private static String name(SqmPath<?> assigned) {
        Deque<String> names = new ArrayDeque<>();
        for (SqmPath<?> path = assigned; path.getLhs() != null; path = path.getLhs()) {
            if (!(path instanceof SqmTreatedPath<?, ?>)) {
                names.addFirst(path.getReferencedPathSource().getPathName());
            }
        }
        return String.join(".", names);
    }
}
