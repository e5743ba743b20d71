package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.state.RowValue;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The content of a collection. An element that never equals itself counts as equal if it is the same object. If only its row
 * is known, it counts as unchanged.
 *
 * @param elements the elements in their order, if the collection has one; otherwise each element with its number of
 *     occurrences; the collection itself if it has replaced another one and is not loaded
 * @param waiting the number of elements that wait to be added to the collection, if it is not loaded
 */
record CollectionContent(Object elements, int waiting) {

    static CollectionContent of(PersistentCollection<?> collection, CollectionEntry entry, EventSource session) {
        CollectionPersister persister = Objects.requireNonNull(entry.getLoadedPersister());
        return collection.wasInitialized()
                ? new CollectionContent(elements(collection.entries(persister), persister, session, true), 0)
                : new CollectionContent(List.of(), waiting(collection));
    }

    /** Returns the content of the rows. */
    static CollectionContent ofRows(PersistentCollection<?> collection, CollectionEntry entry, EventSource session) {
        CollectionPersister persister = Objects.requireNonNull(entry.getLoadedPersister());
        Object rows = CollectionCheck.rows(collection, entry);
        Iterator<?> entries = rows instanceof PersistentCollection<?> itself
                ? itself.entries(persister)
                : rows instanceof Map<?, ?> map
                        ? (persister.hasIndex() ? map.entrySet() : map.values()).iterator()
                        : list(rows).iterator();
        return new CollectionContent(elements(entries, persister, session, false), 0);
    }

    /** Returns the content of a collection that has replaced another one and that the session does not know yet. */
    static CollectionContent ofReplaced(Object collection, CollectionType type, EventSource session) {
        if (collection instanceof PersistentCollection<?> unloaded && !unloaded.wasInitialized()) {
            return new CollectionContent(new Same(collection), waiting(unloaded));
        }
        CollectionPersister persister =
                session.getFactory().getMappingMetamodel().getCollectionDescriptor(type.getRole());
        Iterator<?> entries = collection instanceof Map<?, ?> map && persister.hasIndex()
                ? map.entrySet().iterator()
                // Hibernate's own iterator takes no arrays of primitives.
                : collection.getClass().isArray() ? list(collection).iterator() : type.getElementsIterator(collection);
        return new CollectionContent(elements(entries, persister, session, true), 0);
    }

    static List<?> list(@Nullable Object rows) {
        if (rows instanceof List<?> list) {
            return list;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; rows != null && rows.getClass().isArray() && i < Array.getLength(rows); i++) {
            elements.add(Array.get(rows, i));
        }
        return elements;
    }

    private static int waiting(PersistentCollection<?> collection) {
        int waiting = 0;
        for (Iterator<?> additions = collection.queuedAdditionIterator(); additions.hasNext(); additions.next()) {
            waiting++;
        }
        return waiting;
    }

    private static Object elements(
            Iterator<?> entries, CollectionPersister persister, EventSource session, boolean byIdentity) {
        List<Object> elements = new ArrayList<>();
        while (entries.hasNext()) {
            Object next = entries.next();
            elements.add(
                    next instanceof Map.Entry<?, ?> entry && persister.hasIndex()
                            ? Map.entry(
                                    content(HibernateAdapter.indexType(persister), entry.getKey(), session, byIdentity),
                                    content(
                                            HibernateAdapter.elementType(persister),
                                            entry.getValue(),
                                            session,
                                            byIdentity))
                            : content(HibernateAdapter.elementType(persister), next, session, byIdentity));
        }
        return HibernateAdapter.isOrdered(persister) ? elements : counted(elements);
    }

    private static Object content(Type type, @Nullable Object value, EventSource session, boolean byIdentity) {
        RowValue row = RowValue.of(type, value, session.getFactory());
        return value == null || row.equals(RowValue.of(type, value, session.getFactory()))
                ? row
                : byIdentity ? new Same(value) : Same.UNKNOWN;
    }

    private static Map<Object, Integer> counted(List<Object> elements) {
        Map<Object, Integer> counted = new HashMap<>();
        elements.forEach(element -> counted.merge(element, 1, Integer::sum));
        return counted;
    }

    /** An object that equals only itself. */
    private record Same(Object object) {

        static final Same UNKNOWN = new Same(Same.class);

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && object == same.object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
