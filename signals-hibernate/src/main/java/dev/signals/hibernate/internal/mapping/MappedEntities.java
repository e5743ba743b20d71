package dev.signals.hibernate.internal.mapping;

import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Any;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;

/** The part of a session factory's mapping that the checks of connections need. */
public final class MappedEntities {

    private final Metadata metadata;

    public MappedEntities(Metadata metadata) {
        this.metadata = metadata;
    }

    /** Returns the entity classes; dynamic models have none. */
    public Set<Class<?>> classes() {
        return metadata.getEntityBindings().stream()
                .filter(binding -> binding.getClassName() != null)
                .<Class<?>>map(PersistentClass::getMappedClass)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the class that events of an entity are sent with, by entity name; for a dynamic model the class of its
     * instances.
     */
    Map<String, Class<?>> classesByName() {
        Map<String, Class<?>> classes = new TreeMap<>();
        for (PersistentClass binding : metadata.getEntityBindings()) {
            classes.put(binding.getEntityName(), binding.getClassName() == null ? Map.class : binding.getMappedClass());
        }
        return classes;
    }

    /** Returns the names in Hibernate by the names in Jakarta Persistence. */
    Map<String, String> shortNames() {
        Map<String, String> names = new HashMap<>();
        metadata.getEntityBindings().forEach(binding -> names.put(binding.getJpaEntityName(), binding.getEntityName()));
        return names;
    }

    /** Returns the collections of the entities that have a class. */
    List<CollectionAttributes.Attribute> collections() {
        return metadata.getCollectionBindings().stream()
                .filter(collection -> collection.getOwner().getClassName() != null)
                .map(MappedEntities::attribute)
                .toList();
    }

    private static CollectionAttributes.Attribute attribute(Collection collection) {
        Value element = collection.getElement();
        return new CollectionAttributes.Attribute(
                collection.getOwner().getMappedClass(),
                collection.getRole().substring(collection.getOwnerEntityName().length() + 1),
                element instanceof ManyToOne || element instanceof Any,
                collection.isInverse() ? collection.getMappedByProperty() : null,
                element.getType().getReturnedClass().getName());
    }

    /**
     * Returns the attributes whose changes a save can report, by entity name, with the types of the values that the changes
     * have: the type of the identifier for an association. See {@link dev.signals.hibernate.event.Changes}.
     */
    Map<String, Map<String, Class<?>>> changingAttributes() {
        Map<String, Map<String, Class<?>>> attributes = new HashMap<>();
        for (PersistentClass binding : metadata.getEntityBindings()) {
            Map<String, Class<?>> types = new LinkedHashMap<>();
            binding.getPropertyClosure().stream()
                    .filter(property -> property != binding.getVersion())
                    .forEach(property -> add(property, "", types));
            attributes.put(binding.getEntityName(), types);
        }
        return attributes;
    }

    private void add(Property property, String path, Map<String, Class<?>> types) {
        Value value = property.getValue();
        String name = path + property.getName();
        if (value instanceof Component component) {
            types.put(name, type(value));
            component.getProperties().forEach(part -> add(part, name + ".", types));
        } else if (!(value instanceof Collection) && !isInverseSide(value) && isWritten(property)) {
            types.put(name, type(value));
        }
    }

    /** Returns the type of a value, in the form that changes have. */
    private Class<?> type(Value value) {
        if (value instanceof Any) {
            return Map.Entry.class;
        }
        if (value instanceof ToOne association) {
            PersistentClass other = metadata.getEntityBinding(association.getReferencedEntityName());
            return other == null
                    ? Object.class
                    : boxed(other.getIdentifier().getType().getReturnedClass());
        }
        return boxed(value.getType().getReturnedClass());
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static boolean isInverseSide(Value value) {
        return value instanceof OneToOne association && association.getMappedByProperty() != null;
    }

    private static boolean isWritten(Property property) {
        return property.getValue().hasAnyInsertableColumns()
                || property.getValue().hasAnyUpdatableColumns();
    }
}
