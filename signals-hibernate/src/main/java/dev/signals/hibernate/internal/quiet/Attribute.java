package dev.signals.hibernate.internal.quiet;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity, or an attribute of an embeddable in it.
 *
 * @param persister the persister of the entity
 * @param path its name, after the names of the embeddables around it
 * @param steps the attribute of the entity, and the attributes on the way to this one
 */
record Attribute(EntityPersister persister, String path, List<AttributeMapping> steps) {

    /** Returns the attribute with this path; null if there is none. */
    static @Nullable Attribute find(EntityPersister persister, String path) {
        String[] names = path.split("\\.", -1);
        AttributeMapping[] steps = new AttributeMapping[names.length];
        AttributeMapping step = persister.findAttributeMapping(names[0]);
        for (int i = 0; step != null; i++) {
            steps[i] = step;
            if (i == names.length - 1) {
                return new Attribute(persister, path, List.of(steps));
            }
            step = step instanceof EmbeddableValuedModelPart part
                    ? embeddable(part).findAttributeMapping(names[i + 1])
                    : null;
        }
        return null;
    }

    private static EmbeddableMappingType embeddable(EmbeddableValuedModelPart part) {
        return part.getEmbeddableTypeDescriptor();
    }

    AttributeMapping mapping() {
        return steps.get(steps.size() - 1);
    }

    /**
     * Returns the path of the enclosing embeddable, or of the attribute itself, that is stored in one column, as JSON,
     * XML or a type of the database; null if there is none.
     */
    @Nullable
    String aggregate() {
        StringBuilder before = new StringBuilder();
        for (AttributeMapping step : steps) {
            before.append(before.isEmpty() ? "" : ".").append(step.getAttributeName());
            if (isAggregate(step)) {
                return before.toString();
            }
        }
        return null;
    }

    /** Returns the path of the enclosing embeddable that has subclasses; null if there is none. */
    @Nullable
    String embeddableWithSubclasses() {
        StringBuilder before = new StringBuilder();
        for (AttributeMapping step : steps.subList(0, steps.size() - 1)) {
            before.append(before.isEmpty() ? "" : ".").append(step.getAttributeName());
            if (step instanceof EmbeddableValuedModelPart part
                    && embeddable(part).isPolymorphic()) {
                return before.toString();
            }
        }
        return null;
    }

    /** Returns whether HQL computes the new value of this column from all assignments to its parts. */
    boolean isPartOfWrittenAggregate() {
        return steps.stream()
                .anyMatch(step -> isAggregate(step)
                        && embeddable((EmbeddableValuedModelPart) step).requiresAggregateColumnWriter());
    }

    /** Returns whether an attribute is an embeddable that is stored in one column. */
    static boolean isAggregate(AttributeMapping attribute) {
        return attribute instanceof EmbeddableValuedModelPart part
                && embeddable(part).getAggregateMapping() != null;
    }

    /** Returns the name of the attribute of the entity. */
    String property() {
        return persister.getPropertyNames()[index()];
    }

    /** Returns the index of this property of the entity. */
    int index() {
        return steps.get(0).getStateArrayPosition();
    }

    Type type() {
        Type type = persister.getPropertyTypes()[index()];
        for (AttributeMapping part : steps.subList(1, steps.size())) {
            type = part(type, part).type();
        }
        return type;
    }

    /** Returns the class of its values; the wrapper class for a primitive. */
    Class<?> javaType() {
        return MethodType.methodType(declaredType()).wrap().returnType();
    }

    boolean isNullable() {
        return !declaredType().isPrimitive() && mapping().getAttributeMetadata().isNullable();
    }

    private Class<?> declaredType() {
        return mapping().getJavaType().getJavaTypeClass();
    }

    boolean isNaturalId() {
        return persister.hasNaturalIdentifier()
                && Arrays.stream(persister.getNaturalIdentifierProperties()).anyMatch(property -> property == index());
    }

    /** Returns whether a path is the path of this attribute or of a part of it. */
    boolean contains(String other) {
        return other.equals(path) || other.startsWith(path + ".");
    }

    /** Returns whether it is an attribute of the entity itself. */
    boolean isWhole() {
        return steps.size() == 1;
    }

    /** Returns the attribute as an attribute of a subclass, where its property may have another index. */
    Attribute of(EntityPersister subclass) {
        return subclass == persister ? this : Objects.requireNonNull(find(subclass, path));
    }

    /**
     * Returns the new value of the property after {@code value} is set: the value, or the embeddable around it.
     *
     * @param held the present value of the property; an embeddable is changed, unless it is immutable
     */
    @Nullable
    Object put(@Nullable Object held, @Nullable Object value, SharedSessionContractImplementor session) {
        return put(persister.getPropertyTypes()[index()], 0, held, value, session);
    }

    private @Nullable Object put(
            Type type,
            int step,
            @Nullable Object held,
            @Nullable Object value,
            SharedSessionContractImplementor session) {
        if (step == steps.size() - 1) {
            return value;
        }
        if (held == null && value == null) {
            return null; // Hibernate's value of columns that are all null
        }
        Part part = part(type, steps.get(step + 1));
        @Nullable
        Object[] values = held == null
                ? new Object[part.of().getSubtypes().length]
                : part.of().getPropertyValues(held, session);
        values[part.index()] = put(part.type(), step + 1, values[part.index()], value, session);
        if (held == null) {
            return embeddable((EmbeddableValuedModelPart) steps.get(step))
                    .getRepresentationStrategy()
                    .getInstantiator()
                    .instantiate(() -> values);
        }
        return part.of().replacePropertyValues(held, values, session);
    }

    private static Part part(Type type, AttributeMapping attribute) {
        CompositeType composite = (CompositeType) type;
        return new Part(composite, composite.getPropertyIndex(attribute.getAttributeName()));
    }

    private record Part(CompositeType of, int index) {

        Type type() {
            return of.getSubtypes()[index];
        }
    }
}
