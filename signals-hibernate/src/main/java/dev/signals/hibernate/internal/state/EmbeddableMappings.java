package dev.signals.hibernate.internal.state;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/** The mappings of embeddables, which know more of their parts than the types do. */
public final class EmbeddableMappings {

    private EmbeddableMappings() {}

    /** Returns the mapping of an embeddable; null if the property is none. */
    public static @Nullable EmbeddableMappingType of(EntityPersister persister, int property) {
        return persister.getPropertyTypes()[property] instanceof CompositeType
                ? of(persister.getAttributeMapping(property))
                : null;
    }

    /** Returns the mapping of a part that is an embeddable itself, otherwise null. */
    public static @Nullable EmbeddableMappingType of(
            @Nullable EmbeddableMappingType mapping, CompositeType embeddable, int part) {
        return of(part(mapping, embeddable, part));
    }

    /** Returns the mapping of an embeddable; null if the attribute is none. */
    static @Nullable EmbeddableMappingType of(@Nullable AttributeMapping attribute) {
        return attribute instanceof EmbeddableValuedModelPart embeddable
                ? embeddable.getEmbeddableTypeDescriptor()
                : null;
    }

    /** Returns the mapping of a part; null if it is not the one at the same place, as may be with subtypes of embeddables. */
    public static @Nullable AttributeMapping part(
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
