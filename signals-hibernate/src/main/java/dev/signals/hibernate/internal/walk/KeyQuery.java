package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.mapping.QueryNames;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.state.Element;
import dev.signals.hibernate.internal.state.Elements;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.EntityType;
import org.jspecify.annotations.Nullable;

/** A query that reads the keys of a collection that is not loaded. It loads no entities. */
final class KeyQuery {
    private final EventSource session;
    private final CollectionChange change;
    private final @Nullable JoinTable table;

    KeyQuery(EventSource session, CollectionChange change) {
        this.session = session;
        this.change = change;
        Object key = change.collection().key(change.owner(), session);
        this.table = key == null ? null : new JoinTable(session, change.persister(), change.collection(), key);
    }

    /** Returns whether there may be rows that a query does not show and that have not been loaded with the others. */
    boolean mayHideRows() {
        return table != null && table.mayHideRows();
    }

    /**
     * Reads the elements of all rows that are deleted, with references for the entities.
     *
     * @return null if the elements are no entities or may be of any type, or if rows cannot be identified or told from former ones
     */
    @Nullable
    List<Element> read() {
        if (table == null
                || !session.isOpen() // closed, it waits for the end of its transaction, and takes no query
                || table.keepsFormerRows()
                || !(change.collection().elementType() instanceof EntityType type)) {
            return null;
        }
        FlushMode flushMode = session.getHibernateFlushMode();
        session.setHibernateFlushMode(FlushMode.MANUAL); // The query must see the rows as they are.
        try {
            List<?> ids = ids(table);
            Elements elements = new Elements(change.collection(), session);
            return ids == null
                    ? null
                    : ids.stream()
                            .map(id -> elements.of(id, reference(session, type.getAssociatedEntityName(), id)))
                            .toList();
        } finally {
            session.setHibernateFlushMode(flushMode);
        }
    }

    private @Nullable List<?> ids(JoinTable rows) {
        if (!rows.haveReferences()) {
            return null; // a reference would be loaded
        }
        if (!rows.mayHideRows()) {
            return shown();
        }
        List<?> ids = rows.ids();
        if (ids != null || !rows.isDeletedAsAWhole()) {
            return ids;
        }
        List<?> shown = shown();
        return shown.size() == rows.count() ? shown : null;
    }

    private List<?> shown() {
        return session.createSelectionQuery(
                        "select id(element) from " + QueryNames.of(change.persister()) + " owner join owner."
                                + change.collection().attribute() + " element where owner = :owner",
                        Object.class)
                .setParameter("owner", change.owner())
                .getResultList();
    }

    /**
     * Returns the entity, if the session holds it, otherwise a reference. Hibernate gives no reference to an entity that is
     * being removed.
     */
    private static Object reference(EventSource session, String entityName, Object id) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        Object held = session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister));
        return held == null ? session.getReference(entityName, id) : held;
    }
}
