package dev.signals.examples.history;

import dev.signals.hibernate.event.ChangeKind;
import jakarta.persistence.metamodel.EntityType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.SelectionQuery;

/** Reads the history of entities, and takes them back to an old version. */
public final class History {

    private final Session session;
    private final PlainValues values;

    /** Creates a view of the history that works in a session. */
    public History(Session session) {
        this.session = session;
        this.values = new PlainValues(session);
    }

    /** Returns all versions since a time, of every entity, the oldest first. */
    public List<EntityVersion> since(Instant time) {
        return session.createSelectionQuery(
                        "from EntityVersion where changedAt >= :time order by changedAt, id", EntityVersion.class)
                .setParameter("time", time)
                .getResultList();
    }

    /** Returns all versions of an entity, the oldest first, also if it is deleted. */
    public List<EntityVersion> of(Class<?> type, Object id) {
        return versions(type, values.key(id), "order by changedAt, id").getResultList();
    }

    /**
     * Returns the latest version of an entity, which may be its deletion; empty if there is none. Does not flush, because
     * versions are written when a transaction is committed.
     */
    public Optional<EntityVersion> latest(Class<?> type, Object id) {
        return versions(type, values.key(id), "order by changedAt desc, id desc")
                .setMaxResults(1)
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                .uniqueResultOptional();
    }

    /** Returns the version that an entity had at a time; empty if it did not exist then. */
    public Optional<EntityVersion> asOf(Class<?> type, Object id, Instant time) {
        return versions(type, values.key(id), "and changedAt <= :time order by changedAt desc, id desc")
                .setParameter("time", time)
                .setMaxResults(1)
                .uniqueResultOptional()
                .filter(version -> version.kind() != ChangeKind.DELETED);
    }

    /**
     * Sets the recorded attributes and collections of an entity as they were in a version. A deleted entity is persisted
     * anew; if its identifier is generated, it gets another one. Either is a change like any other, so it is recorded.
     *
     * @return the entity
     */
    public Object restore(EntityVersion version) {
        return new Restoration(session, version).run();
    }

    private SelectionQuery<EntityVersion> versions(Class<?> type, String key, String rest) {
        return session.createSelectionQuery(
                        "from EntityVersion where entityName in :names and entityKey = :key " + rest,
                        EntityVersion.class)
                .setParameterList("names", names(type))
                .setParameter("key", key);
    }

    /** Returns the names of an entity class and of its subclasses. */
    private List<String> names(Class<?> type) {
        return session.getMetamodel().getEntities().stream()
                .filter(entity -> type.isAssignableFrom(entity.getJavaType()))
                .map(EntityType::getName)
                .toList();
    }
}
