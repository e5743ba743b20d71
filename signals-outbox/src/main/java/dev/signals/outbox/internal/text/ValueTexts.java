package dev.signals.outbox.internal.text;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.DiscriminatedAssociationModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds the text of attributes. References are kept as identifiers, as {@code Changes} has them. */
final class ValueTexts {

    private final SessionFactoryImplementor factory;

    ValueTexts(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    ValueText ofId(EntityMappingType entity) {
        return of(entity.getIdentifierMapping());
    }

    /**
     * @throws Unreadable if its values cannot be read back
     */
    ValueText of(ModelPart part) {
        if (part instanceof PluralAttributeMapping plural) {
            ValueText element = of(plural.getElementDescriptor());
            if (plural.getElementDescriptor() instanceof EntityValuedModelPart || !isMap(plural)) {
                return element; // Of entities there are the identifiers, also in a map.
            }
            if (plural.getIndexDescriptor() instanceof EntityValuedModelPart) {
                throw new Unreadable("has entities as keys of a map");
            }
            return new EntryText(of(Objects.requireNonNull(plural.getIndexDescriptor())), element);
        }
        if (part instanceof DiscriminatedAssociationModelPart) {
            return new AnyText();
        }
        if (part instanceof CompositeIdentifierMapping composite) {
            return embeddable(composite.getMappedIdEmbeddableTypeDescriptor());
        }
        if (part instanceof EntityValuedModelPart reference) {
            return ofId(reference.getEntityMappingType());
        }
        if (part instanceof EmbeddableValuedModelPart embedded) {
            return embeddable(embedded.getEmbeddableTypeDescriptor());
        }
        BasicValuedModelPart basic = part.asBasicValuedModelPart();
        if (basic == null) {
            throw new Unreadable("is a " + part.getClass().getSimpleName() + ", which cannot be kept");
        }
        return BasicText.of(basic.getJdbcMapping(), factory);
    }

    private static boolean isMap(PluralAttributeMapping plural) {
        return Map.class.isAssignableFrom(plural.getJavaType().getJavaTypeClass());
    }

    private ValueText embeddable(EmbeddableMappingType type) {
        if (type.isPolymorphic()) {
            throw new Unreadable("has an embeddable with subclasses");
        }
        ValueText[] parts = new ValueText[type.getNumberOfAttributeMappings()];
        for (int i = 0; i < parts.length; i++) {
            AttributeMapping part = type.getAttributeMapping(i);
            if (part instanceof EntityValuedModelPart
                    || part instanceof DiscriminatedAssociationModelPart
                    || part instanceof PluralAttributeMapping) {
                throw new Unreadable("has a reference inside of a composite value");
            }
            parts[i] = of(part);
        }
        return new EmbeddableText(type, parts);
    }

    /** Returns the attribute at a path with dots; null if there is none. */
    static @Nullable AttributeMapping find(EntityPersister persister, String path) {
        String[] names = path.split("\\.", -1);
        AttributeMapping attribute = persister.findAttributeMapping(names[0]);
        for (int i = 1; i < names.length && attribute != null; i++) {
            attribute = attribute instanceof EmbeddableValuedModelPart embedded
                    ? embedded.getEmbeddableTypeDescriptor().findAttributeMapping(names[i])
                    : null;
        }
        return attribute;
    }

    /** The entries of a map. */
    private record EntryText(ValueText key, ValueText element) implements ValueText {

        @Override
        public Object toJson(Object value) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
            return Arrays.asList(ValueText.json(key, entry.getKey()), ValueText.json(element, entry.getValue()));
        }

        @Override
        public Object toValue(Object json) {
            List<?> both = (List<?>) json;
            return new SimpleImmutableEntry<>(ValueText.value(key, both.get(0)), ValueText.value(element, both.get(1)));
        }
    }

    /** References to entities of several types: the name of the entity and the identifier. */
    private final class AnyText implements ValueText {

        @Override
        public Object toJson(Object value) {
            Map.Entry<?, ?> reference = (Map.Entry<?, ?>) value;
            String entity = (String) reference.getKey();
            return Arrays.asList(entity, ValueText.json(id(entity), reference.getValue()));
        }

        @Override
        public Object toValue(Object json) {
            List<?> both = (List<?>) json;
            String entity = (String) both.get(0);
            return Map.entry(entity, Objects.requireNonNull(ValueText.value(id(entity), both.get(1))));
        }

        private ValueText id(String entity) {
            return ofId(factory.getMappingMetamodel().getEntityDescriptor(entity));
        }
    }
}
