package dev.signals.hibernate.internal.walk;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an embeddable that Hibernate compares. It leaves out a column that no UPDATE writes, see {@code
 * ComponentType.isDirty(Object, Object, boolean[], SharedSessionContractImplementor)}.
 */
final class ComparedParts {

    private ComparedParts() {}

    /** Returns the mapping of an embeddable; null if the property is none. */
    static @Nullable EmbeddableMappingType of(EntityPersister persister, int property) {
        return persister.getPropertyTypes()[property] instanceof CompositeType
                ? of(persister.getAttributeMapping(property))
                : null;
    }

    /** Returns the mapping of a part that is an embeddable itself, otherwise null. */
    static @Nullable EmbeddableMappingType of(
            @Nullable EmbeddableMappingType mapping, CompositeType embeddable, int part) {
        return of(attribute(mapping, embeddable, part));
    }

    private static @Nullable EmbeddableMappingType of(@Nullable AttributeMapping attribute) {
        return attribute instanceof EmbeddableValuedModelPart embeddable
                ? embeddable.getEmbeddableTypeDescriptor()
                : null;
    }

    /**
     * Returns whether Hibernate compares a part. Of one with several columns each column decides for itself, but a reference is
     * always compared ({@code ManyToOneType.isAlwaysDirtyChecked}).
     *
     * @param mapping null if all parts are compared, as in an element of a collection
     */
    static boolean contain(
            @Nullable EmbeddableMappingType mapping,
            CompositeType embeddable,
            int part,
            SharedSessionContractImplementor session) {
        AttributeMapping attribute = attribute(mapping, embeddable, part);
        if (attribute == null || attribute.getAttributeMetadata().isUpdatable()) {
            return true;
        }
        Type type = embeddable.getSubtypes()[part];
        int columns = type.getColumnSpan(session.getFactory().getRuntimeMetamodels());
        return columns == 0 || (columns > 1 && type.isEntityType());
    }

    /** Returns the mapping of a part; null if it is not the one at the same place, as may be with subtypes of embeddables. */
    private static @Nullable AttributeMapping attribute(
            @Nullable EmbeddableMappingType mapping, CompositeType embeddable, int part) {
        AttributeMapping attribute = mapping == null || part >= mapping.getNumberOfAttributeMappings()
                ? null
                : mapping.getAttributeMapping(part);
        return attribute != null
                        && attribute.getAttributeName().equals(embeddable.getPropertyNames()[part])
                ? attribute
                : null;
    }
}
