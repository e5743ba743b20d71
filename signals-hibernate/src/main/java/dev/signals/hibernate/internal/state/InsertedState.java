package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.AttributeMetadata;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * The state of a row that has just been inserted: without the values that the INSERT has left out and a later UPDATE may write. A
 * value that is neither inserted nor updated stays, because another attribute writes its column.
 */
public final class InsertedState {

    private final EntityPersister persister;

    private InsertedState(EntityPersister persister) {
        this.persister = persister;
    }

    /** Returns the same array if nothing is left out. */
    public static @Nullable Object[] of(EntityPersister persister, @Nullable Object[] state) {
        InsertedState inserted = new InsertedState(persister);
        boolean[] written = WrittenBy.INSERT.properties(persister);
        @Nullable Object[] kept = state;
        for (int i = 0; i < state.length; i++) {
            Object value = written[i] || !inserted.isLeftOut(i) ? inserted.kept(i, state[i]) : null;
            if (value != state[i]) {
                kept = kept == state ? state.clone() : kept;
                kept[i] = value;
            }
        }
        return kept;
    }

    private boolean isLeftOut(int property) {
        return persister.getPropertyUpdateability()[property]
                && !persister.getPropertyTypes()[property].isCollectionType()
                && !isGenerated(property);
    }

    private static boolean isLeftOut(AttributeMapping part) {
        AttributeMetadata metadata = part.getAttributeMetadata();
        return !metadata.isInsertable() && metadata.isUpdatable();
    }

    private boolean isGenerated(int property) {
        @Nullable Generator[] generators = HibernateAdapter.generators(persister);
        Generator generator = property < generators.length ? generators[property] : null;
        return generator != null && generator.generatesOnInsert() && generator.generatedOnExecution();
    }

    private @Nullable Object kept(int property, @Nullable Object value) {
        EmbeddableMappingType mapping = value == null ? null : EmbeddableMappings.of(persister, property);
        return mapping == null || isGenerated(property)
                ? value
                : kept((CompositeType) persister.getPropertyTypes()[property], mapping, value);
    }

    /** Returns an embeddable without the parts that are left out. */
    private @Nullable Object kept(
            CompositeType embeddable, @Nullable EmbeddableMappingType mapping, @Nullable Object value) {
        if (mapping == null || value == null || !isAnyLeftOut(mapping)) {
            return value;
        }
        @Nullable Object[] parts = ReadableState.parts(embeddable, value);
        @Nullable Object[] kept = parts.clone();
        for (int i = 0; i < parts.length; i++) {
            AttributeMapping part = EmbeddableMappings.part(mapping, embeddable, i);
            if (part != null && embeddable.getSubtypes()[i] instanceof CompositeType inner) {
                kept[i] = kept(inner, EmbeddableMappings.of(mapping, embeddable, i), parts[i]);
            } else if (part != null && isLeftOut(part)) {
                kept[i] = null;
            }
        }
        return EmbeddableCopy.of(embeddable, value, kept, persister.getFactory());
    }

    private static boolean isAnyLeftOut(EmbeddableMappingType mapping) {
        for (int i = 0; i < mapping.getNumberOfAttributeMappings(); i++) {
            AttributeMapping part = mapping.getAttributeMapping(i);
            EmbeddableMappingType inner = EmbeddableMappings.of(part);
            if (inner == null ? isLeftOut(part) : isAnyLeftOut(inner)) {
                return true;
            }
        }
        return false;
    }
}
