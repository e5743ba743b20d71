package dev.signals.it.harmless;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/**
 * A copy of the rows of collections that is kept by applying what is announced, and nothing else: what each collection holds, and how
 * often. Entities are known by type and identifier, other elements by their text, entries of maps by both.
 */
final class MirroredCollections {

    private final MirrorFault fault;
    private final SessionFactoryImplementor factory;
    private final Map<String, Map<String, Integer>> contents = new TreeMap<>();

    MirroredCollections(SessionFactory factory, MirrorFault fault) {
        this.fault = fault;
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
        FactorySignals signals = ModelSignals.of(factory);
        signals.m2mChanged().connect(this::apply, ModelSignals.afterCommit());
        signals.collectionChanged().connect(this::apply, ModelSignals.afterCommit());
    }

    /** What each collection holds that is not empty. */
    Map<String, Map<String, Integer>> contents() {
        return contents;
    }

    private void apply(M2mChanged<?> event) {
        if (event.action().isPre() || fault.loses(event)) {
            return;
        }
        String key = key(event);
        if (!event.pksKnown()) {
            contents.remove(key);
        } else {
            int change = event.action() == M2mAction.POST_ADD ? 1 : -1;
            event.elements().forEach(element -> change(key, entity(element), change));
        }
    }

    private void apply(CollectionChanged<?> event) {
        if (fault.loses(event)) {
            return;
        }
        String key = key(event);
        if (!event.removedKnown()) {
            contents.remove(key);
        }
        CollectionPersister persister = persister(event);
        event.removed().forEach(element -> change(key, text(persister, element), -1));
        event.added().forEach(element -> {
            String text = text(persister, element);
            if (persister.isOneToMany()) {
                takeFromOthers(event, text);
            }
            change(key, text, 1);
        });
    }

    /** The row of an element refers to one owner only. */
    private void takeFromOthers(CollectionEvent<?> event, String element) {
        contents.forEach((key, content) -> {
            if (key.endsWith(" " + event.attribute())) {
                content.remove(element);
            }
        });
        contents.values().removeIf(Map::isEmpty);
    }

    private void change(String key, String element, int change) {
        Map<String, Integer> content = contents.computeIfAbsent(key, none -> new TreeMap<>());
        content.merge(element, change, (one, other) -> one + other == 0 ? null : one + other);
        if (content.isEmpty()) {
            contents.remove(key);
        }
    }

    private String key(CollectionEvent<?> event) {
        return Mirror.key(factory, event.entityName(), fault.id(event)) + " " + event.attribute();
    }

    private CollectionPersister persister(CollectionEvent<?> event) {
        return factory.getMappingMetamodel().getCollectionDescriptor(event.role());
    }

    /** The text of an element of a collection that is no association with a table of its own. */
    private String text(CollectionPersister persister, Object element) {
        return persister.isOneToMany() && !(element instanceof Made) // which has no identifier yet
                ? Mirror.key(factory, persister.getElementPersister().getEntityName(), element)
                : read(persister, element);
    }

    /** The text of an element of any collection, as it is read. */
    String read(CollectionPersister persister, Object element) {
        return elementType(persister).isAssociationType() ? entity(element) : value(persister, element);
    }

    private String value(CollectionPersister persister, Object element) {
        if (persister.hasIndex() && element instanceof Map.Entry<?, ?> entry) {
            Object key = entry.getKey();
            return (key instanceof Made || key instanceof HibernateProxy ? entity(key) : Show.value(key)) + "="
                    + single(persister, entry.getValue());
        }
        return single(persister, element);
    }

    private String single(CollectionPersister persister, Object value) {
        if (!(elementType(persister) instanceof CompositeType type)) {
            return StoredState.shown(factory, value);
        }
        try (Session session = factory.openSession()) {
            return StoredState.shown(session.unwrap(SessionImplementor.class), type, value);
        }
    }

    @SuppressWarnings("removal")
    static Type elementType(CollectionPersister persister) {
        return persister.getElementType();
    }

    private String entity(Object element) {
        return element instanceof HibernateProxy proxy
                ? Mirror.key(
                        factory,
                        proxy.getHibernateLazyInitializer().getEntityName(),
                        proxy.getHibernateLazyInitializer().getInternalIdentifier())
                : Mirror.key(
                        factory,
                        element.getClass().getName(),
                        factory.getPersistenceUnitUtil().getIdentifier(element));
    }
}
