package dev.signals.hibernate.internal.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/** The collections that entities own, found once for each entity type of one session factory. */
public final class OwnedCollections {

    private final Map<String, List<OwnedCollection>> byEntityName = new ConcurrentHashMap<>();

    /** Returns the collections of this entity type, including inherited ones. */
    public List<OwnedCollection> of(EntityPersister owner) {
        List<OwnedCollection> known = byEntityName.get(owner.getEntityName());
        if (known == null) {
            known = find(owner);
            byEntityName.put(owner.getEntityName(), known);
        }
        return known;
    }

    private static List<OwnedCollection> find(EntityPersister owner) {
        List<OwnedCollection> found = new ArrayList<>();
        Type[] types = owner.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            addFrom(owner, types[i], new int[] {i}, found);
        }
        return List.copyOf(found);
    }

    private static void addFrom(EntityPersister owner, Type type, int[] path, List<OwnedCollection> found) {
        if (type instanceof CollectionType collection) {
            CollectionPersister persister =
                    owner.getFactory().getMappingMetamodel().getCollectionDescriptor(collection.getRole());
            if (!persister.isInverse()) {
                Type elementType = collection.getElementType(owner.getFactory());
                found.add(new OwnedCollection(persister, collection, elementType, attribute(persister), path));
            }
        } else if (type instanceof CompositeType component && !type.isAnyType()) {
            Type[] parts = component.getSubtypes();
            for (int i = 0; i < parts.length; i++) {
                int[] longer = Arrays.copyOf(path, path.length + 1);
                longer[path.length] = i;
                addFrom(owner, parts[i], longer, found);
            }
        }
    }

    private static String attribute(CollectionPersister persister) {
        return persister
                .getRole()
                .substring(persister.getOwnerEntityPersister().getEntityName().length() + 1);
    }
}
