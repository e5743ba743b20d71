package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * {@code PersistentBag.equalsSnapshot} without the hash codes of entities, for a look before the flush. An entity with a
 * {@code hashCode} of its own would load a proxy: the flush does so too, but later, and not if it fails before.
 */
final class BagComparison {

    private final Type elementType;

    private BagComparison(Type elementType) {
        this.elementType = elementType;
    }

    /** Returns whether a collection is a bag of which Hibernate's own comparison may call {@code hashCode} of an entity. */
    static boolean isFor(PersistentCollection<?> collection, CollectionPersister persister) {
        Type type = HibernateAdapter.elementType(persister);
        return collection.getClass() == PersistentBag.class
                && (type.isEntityType() || type instanceof CompositeType); // which an @Any is too
    }

    /** Returns whether an initialized bag holds the same elements, each as often, as its snapshot. */
    static boolean isUnchanged(PersistentCollection<?> bag, CollectionPersister persister) {
        List<@Nullable Object> present = new ArrayList<>();
        bag.entries(persister).forEachRemaining(present::add);
        BagComparison comparison = new BagComparison(HibernateAdapter.elementType(persister));
        return comparison.isEqual(present, (List<?>) Objects.requireNonNull(bag.getStoredSnapshot()));
    }

    private boolean isEqual(List<?> present, List<?> stored) {
        if (present.size() != stored.size()) {
            return false;
        }
        if (isIdentical(present, stored)) {
            return true;
        }
        Map<@Nullable Integer, List<@Nullable Object>> storedByHash = byHash(stored);
        for (Map.Entry<@Nullable Integer, List<@Nullable Object>> group :
                byHash(present).entrySet()) {
            List<@Nullable Object> storedGroup = storedByHash.get(group.getKey());
            if (storedGroup == null || !isEqualGroup(group.getValue(), storedGroup)) {
                return false;
            }
        }
        return true;
    }

    /** Most bags are as they were stored, which needs no grouping. */
    private static boolean isIdentical(List<?> present, List<?> stored) {
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i) != stored.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** As Hibernate does, counts what is the same; an element that is not even the same as itself counts as unchanged. */
    private boolean isEqualGroup(List<@Nullable Object> present, List<@Nullable Object> stored) {
        return present.size() == stored.size()
                && present.stream().allMatch(element -> count(element, present) == count(element, stored));
    }

    private long count(@Nullable Object element, List<@Nullable Object> elements) {
        return elements.stream()
                .filter(each -> elementType.isSame(element, each))
                .count();
    }

    private Map<@Nullable Integer, List<@Nullable Object>> byHash(List<?> elements) {
        Map<@Nullable Integer, List<@Nullable Object>> groups = new HashMap<>();
        for (Object element : elements) {
            groups.computeIfAbsent(hash(elementType, element), hash -> new ArrayList<>())
                    .add(element);
        }
        return groups;
    }

    /** Hibernate takes two references to entities as the same only if they are identical. */
    private static @Nullable Integer hash(Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (type.isEntityType() || type.isAnyType()) {
            return System.identityHashCode(value);
        }
        return type instanceof CompositeType component
                ? hash(component, value)
                : Integer.valueOf(type.getHashCode(value));
    }

    private static int hash(CompositeType component, Object value) {
        Object[] parts = component.getPropertyValues(value);
        int result = 1;
        for (int i = 0; i < parts.length; i++) {
            Integer part = hash(component.getSubtypes()[i], parts[i]);
            result = 31 * result + (part == null ? 0 : part);
        }
        return result;
    }
}
