package dev.signals.hibernate.internal.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * The foreign keys of a mapping that keep the rows from being deleted that they refer to. A foreign key that the database itself deletes or clears ({@code @OnDelete}), or that is not in the database, is
 * none of them.
 */
public final class ForeignKeys {

    private final Map<String, String> roots = new HashMap<>();
    private final Map<String, List<ForeignKey>> all;
    private final Map<String, List<ForeignKey>> protecting;
    private final Set<String> withOwnDelete = new HashSet<>();

    private ForeignKeys(Metadata metadata) {
        for (PersistentClass binding : metadata.getEntityBindings()) {
            roots.put(binding.getEntityName(), binding.getRootClass().getEntityName());
        }
        List<ForeignKey> found = new ArrayList<>();
        List<Cascade> cascades = new ArrayList<>();
        for (PersistentClass binding : metadata.getEntityBindings()) {
            addIdentifier(binding, found);
            for (Property property : binding.getProperties()) {
                add(binding, property, "", found);
                addCascade(binding, property, "", cascades);
            }
            if (hasOwnDelete(binding)) {
                withOwnDelete.add(root(binding.getEntityName()));
            }
        }
        metadata.getCollectionBindings().stream()
                .filter(collection -> !collection.isInverse())
                .forEach(collection -> withOwnDelete.add(root(collection.getOwnerEntityName())));
        this.all = found.stream().collect(Collectors.groupingBy(key -> root(key.target())));
        this.protecting = found.stream()
                .filter(key -> cascades.stream().noneMatch(cascade -> covers(metadata, cascade, key)))
                .collect(Collectors.groupingBy(key -> root(key.target())));
    }

    /** A cascade of removals against the direction of a foreign key. */
    private record Cascade(String from, String to, String mappedBy) {}

    /** Looks through a mapping. */
    public static ForeignKeys of(Metadata metadata) {
        return new ForeignKeys(metadata);
    }

    /** Returns the foreign keys to entities of a hierarchy. */
    public List<ForeignKey> to(String rootEntityName) {
        return all.getOrDefault(rootEntityName, List.of());
    }

    /** Returns the foreign keys to entities of a hierarchy whose rows are not all removed with these entities. */
    public List<ForeignKey> protecting(String rootEntityName) {
        return protecting.getOrDefault(rootEntityName, List.of());
    }

    /** Returns the root of the hierarchy of an entity. */
    public String root(String entityName) {
        return Objects.requireNonNull(roots.get(entityName), entityName);
    }

    /**
     * Returns whether Hibernate does more for the removal of entities of this hierarchy than delete its rows: it deletes
     * the rows of collections, or executes SQL of the application.
     */
    public boolean hasOwnDelete(String rootEntityName) {
        return withOwnDelete.contains(rootEntityName);
    }

    private static boolean hasOwnDelete(PersistentClass binding) {
        return binding.getCustomSQLDelete() != null
                || binding.getJoins().stream().map(Join::getCustomSQLDelete).anyMatch(sql -> sql != null);
    }

    /** Returns whether all rows that refer by this key are removed with the row that they refer to. */
    private static boolean covers(Metadata metadata, Cascade cascade, ForeignKey key) {
        return key.collection() == null
                && cascade.mappedBy().equals(key.path())
                && isSameOrSuper(metadata, cascade.to(), key.entityName())
                && isSameOrSuper(metadata, cascade.from(), key.target());
    }

    private static boolean isSameOrSuper(Metadata metadata, String candidate, String entityName) {
        PersistentClass binding = metadata.getEntityBinding(entityName);
        while (binding != null && !binding.getEntityName().equals(candidate)) {
            binding = binding.getSuperclass();
        }
        return binding != null;
    }

    private static void addIdentifier(PersistentClass binding, List<ForeignKey> all) {
        if (binding.getSuperclass() != null) {
            return;
        }
        Property identifier = binding.getIdentifierProperty();
        if (identifier != null) {
            add(binding, identifier, "", all);
        } else if (binding.getIdentifier() instanceof Component parts) {
            parts.getProperties().forEach(part -> add(binding, part, "", all));
        }
    }

    private static void add(PersistentClass binding, Property property, String path, List<ForeignKey> all) {
        String name = path + property.getName();
        Value value = property.getValue();
        if (value instanceof Component component) {
            component.getProperties().forEach(part -> add(binding, part, name + ".", all));
        } else if (value instanceof Collection collection) {
            if (!collection.isInverse()) {
                addElements(binding, collection.getElement(), name, "", all);
            }
        } else if (value instanceof ToOne reference && isRestricting(reference)) {
            all.add(new ForeignKey(binding.getEntityName(), null, name, reference.getReferencedEntityName()));
        }
    }

    private static void addElements(
            PersistentClass binding, Value element, String collection, String path, List<ForeignKey> all) {
        if (element instanceof Component component) {
            component
                    .getProperties()
                    .forEach(part -> addElements(
                            binding,
                            part.getValue(),
                            collection,
                            path.isEmpty() ? part.getName() : path + "." + part.getName(),
                            all));
        } else if (element instanceof ToOne reference && isRestricting(reference)) {
            all.add(new ForeignKey(binding.getEntityName(), collection, path, reference.getReferencedEntityName()));
        }
    }

    private static boolean isRestricting(ToOne reference) {
        OnDeleteAction action = reference.getOnDeleteAction();
        boolean isInDatabase = reference instanceof OneToOne association
                ? association.getMappedByProperty() == null && association.isConstrained()
                : reference.isConstrained();
        return isInDatabase
                && (action == null || action == OnDeleteAction.NO_ACTION || action == OnDeleteAction.RESTRICT)
                && !(reference instanceof ManyToOne many && many.isIgnoreNotFound());
    }

    private static void addCascade(PersistentClass binding, Property property, String path, List<Cascade> cascades) {
        Value value = property.getValue();
        if (value instanceof Component component) {
            component
                    .getProperties()
                    .forEach(part -> addCascade(binding, part, path + property.getName() + ".", cascades));
            return;
        }
        String mappedBy = removes(property.getCascadeStyle()) ? mappedBy(value) : null;
        String target = target(value);
        if (mappedBy != null && target != null) {
            cascades.add(new Cascade(binding.getEntityName(), target, mappedBy));
        }
    }

    private static boolean removes(CascadeStyle style) {
        return style.doCascade(CascadingActions.REMOVE);
    }

    private static @Nullable String mappedBy(Value value) {
        return value instanceof Collection collection && collection.isInverse() && collection.getWhere() == null
                ? collection.getMappedByProperty()
                : value instanceof OneToOne association ? association.getMappedByProperty() : null;
    }

    private static @Nullable String target(Value value) {
        if (value instanceof Collection collection) {
            return collection.getElement() instanceof OneToMany many ? many.getReferencedEntityName() : null;
        }
        return value instanceof ToOne reference ? reference.getReferencedEntityName() : null;
    }
}
