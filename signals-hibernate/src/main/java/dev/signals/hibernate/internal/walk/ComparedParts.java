package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EmbeddableMappings;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an embeddable that Hibernate compares. It leaves out a column that no UPDATE writes, see {@code
 * ComponentType.isDirty(Object, Object, boolean[], SharedSessionContractImplementor)}.
 */
final class ComparedParts {

    private ComparedParts() {}

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
        AttributeMapping attribute = EmbeddableMappings.part(mapping, embeddable, part);
        if (attribute == null || attribute.getAttributeMetadata().isUpdatable()) {
            return true;
        }
        Type type = embeddable.getSubtypes()[part];
        int columns = type.getColumnSpan(session.getFactory().getRuntimeMetamodels());
        return columns == 0 || (columns > 1 && type.isEntityType());
    }
}
