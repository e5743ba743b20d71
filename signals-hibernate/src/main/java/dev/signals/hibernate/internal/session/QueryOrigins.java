package dev.signals.hibernate.internal.session;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queries by which stateless sessions delete entities. They belong to the thread, because Hibernate up to 7.1 does
 * not report the stateless session of an event.
 */
public final class QueryOrigins {

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable Query> queries = new ThreadLocal<>();

    private record Query(
            Set<Object> entities, Object origin, @Nullable Query outer) {}

    /** Runs a deletion of these entities. */
    public void during(List<Object> entities, Object origin, Runnable deletion) {
        Query outer = queries.get();
        Set<Object> deleted = Collections.newSetFromMap(new IdentityHashMap<>());
        deleted.addAll(entities);
        queries.set(new Query(deleted, origin, outer));
        try {
            deletion.run();
        } finally {
            if (outer == null) {
                queries.remove();
            } else {
                queries.set(outer);
            }
        }
    }

    /** Returns the query that deletes an entity, otherwise the entity itself. */
    public Object of(Object entity) {
        for (Query query = queries.get(); query != null; query = query.outer()) {
            if (query.entities().contains(entity)) {
                return query.origin();
            }
        }
        return entity;
    }
}
