package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentIdentifierBag;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * {@code PersistentCollection.equalsSnapshot} of a collection whose elements are {@link UnloadedReferences}, or have some in
 * their parts. Hibernate loads them to compare them; here nothing is loaded.
 */
final class ElementComparison {

    private final Type elementType;
    private final SharedSessionContractImplementor session;

    private ElementComparison(Type elementType, SharedSessionContractImplementor session) {
        this.elementType = elementType;
        this.session = session;
    }

    /** Returns whether a collection may hold such references. A collection of the application compares itself as it likes. */
    static boolean isFor(PersistentCollection<?> collection, CollectionPersister persister) {
        return UnloadedReferences.mayBeIn(HibernateAdapter.elementType(persister))
                && HibernateAdapter.isHibernates(collection);
    }

    /** Returns whether an initialized collection holds what its snapshot holds. */
    static boolean isUnchanged(
            PersistentCollection<?> collection,
            CollectionPersister persister,
            SharedSessionContractImplementor session) {
        ElementComparison comparison = new ElementComparison(HibernateAdapter.elementType(persister), session);
        Iterator<?> present = collection.entries(persister);
        return collection.getStoredSnapshot() instanceof Map<?, ?> stored
                ? comparison.isUnchanged(collection, present, stored)
                : comparison.isUnchanged(present, CollectionContent.list(collection.getStoredSnapshot()));
    }

    /** As a list and an array do, compares the elements one by one. */
    private boolean isUnchanged(Iterator<?> present, List<?> stored) {
        for (Object element : stored) {
            if (!present.hasNext() || isDirty(present.next(), element)) {
                return false;
            }
        }
        return !present.hasNext();
    }

    private boolean isUnchanged(PersistentCollection<?> collection, Iterator<?> present, Map<?, ?> stored) {
        int count = 0;
        for (; present.hasNext(); count++) {
            if (!isStored(collection, present.next(), count, stored)) {
                return false;
            }
        }
        return count == stored.size();
    }

    /** A map has its snapshot by the same keys, a bag with identifiers by these, and a set by its elements. */
    private boolean isStored(PersistentCollection<?> collection, Object entry, int position, Map<?, ?> stored) {
        if (entry instanceof Map.Entry<?, ?> value) {
            return !isDirty(value.getValue(), stored.get(value.getKey()));
        }
        if (collection instanceof PersistentIdentifierBag<?>) {
            Object id = collection.getIdentifier(entry, position);
            return id != null && !isDirty(entry, stored.get(id));
        }
        Object same = stored.get(entry);
        return same != null && !isDirty(entry, same);
    }

    private boolean isDirty(@Nullable Object present, @Nullable Object stored) {
        return UnloadedReferences.isDirty(elementType, present, stored, session);
    }
}
