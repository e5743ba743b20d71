package dev.signals.hibernate.internal.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The collections with {@code mappedBy}, by the entity types that write their rows. */
public final class InverseCollections {

    private final Map<String, List<InverseCollection>> byEntityName = new ConcurrentHashMap<>();

    /** Returns the collections whose rows entities of this type write. */
    public List<InverseCollection> of(EntityPersister writing) {
        List<InverseCollection> known = byEntityName.get(writing.getEntityName());
        if (known == null) {
            known = find(writing);
            byEntityName.put(writing.getEntityName(), known);
        }
        return known;
    }

    private static List<InverseCollection> find(EntityPersister writing) {
        List<InverseCollection> found = new ArrayList<>();
        writing.getFactory().getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            String mappedBy = collection.isInverse() ? collection.getMappedByProperty() : null;
            if (mappedBy != null && collection.getElementPersister().isSubclassEntityName(writing.getEntityName())) {
                int[] path = collection.isOneToMany() ? path(writing, mappedBy) : new int[0];
                if (path != null) {
                    found.add(new InverseCollection(collection, attribute(collection), mappedBy, path));
                }
            }
        });
        return List.copyOf(found);
    }

    private static String attribute(CollectionPersister collection) {
        String owner = collection.getOwnerEntityPersister().getEntityName();
        return collection.getRole().substring(owner.length() + 1);
    }

    /** Returns the path to a to-one association; null if it is part of the identifier. */
    private static int @Nullable [] path(EntityPersister entity, String name) {
        String[] names = entity.getPropertyNames();
        Type[] types = entity.getPropertyTypes();
        String[] parts = name.split("\\.", -1);
        int[] path = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            path[i] = Arrays.asList(names).indexOf(parts[i]);
            if (path[i] < 0) {
                return null;
            }
            Type type = types[path[i]];
            if (i < parts.length - 1) {
                if (!(type instanceof CompositeType component) || type.isAnyType()) {
                    return null;
                }
                names = component.getPropertyNames();
                types = component.getSubtypes();
            } else if (!type.isEntityType()) {
                return null;
            }
        }
        return path;
    }
}
