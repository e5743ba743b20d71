package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.mapping.OwnedCollection;
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

/** Reads the keys of a collection that nobody has loaded, by a query that loads no entities. */
final class KeyQuery {

    private KeyQuery() {}

    /** The elements, with references for the entities; null if there may be entities of any type. */
    static @Nullable List<Element> read(EventSource session, CollectionChange change) {
        OwnedCollection collection = change.collection();
        if (!(collection.elementType() instanceof EntityType type)) {
            return null;
        }
        Elements elements = new Elements(collection, session);
        FlushMode flushMode = session.getHibernateFlushMode();
        session.setHibernateFlushMode(FlushMode.MANUAL); // It is the rows as they are that count.
        try {
            return session
                    .createSelectionQuery(
                            "select id(element) from " + QueryNames.of(change.persister()) + " owner join owner."
                                    + collection.attribute() + " element where owner = :owner",
                            Object.class)
                    .setParameter("owner", change.owner())
                    .getResultList()
                    .stream()
                    .map(id -> elements.of(id, reference(session, type.getAssociatedEntityName(), id)))
                    .toList();
        } finally {
            session.setHibernateFlushMode(flushMode);
        }
    }

    /** The entity, if the session holds it: Hibernate hands out no reference to one that is being removed. */
    private static Object reference(EventSource session, String entityName, Object id) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        Object held = session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister));
        return held == null ? session.getReference(entityName, id) : held;
    }
}
