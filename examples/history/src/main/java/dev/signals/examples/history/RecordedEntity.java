package dev.signals.examples.history;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/** What the history has to know about an entity class. */
final class RecordedEntity {

    private final EntityType<?> type;
    private final EntityMappingType mapping;

    RecordedEntity(SessionFactory factory, Class<?> entityClass) {
        this.type = factory.getMetamodel().entity(entityClass);
        this.mapping = factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entityClass);
    }

    String name() {
        return type.getName();
    }

    /** Returns whether an attribute is recorded, which may be a path into embeddables. */
    boolean records(String path) {
        ManagedType<?> owner = type;
        for (String name : path.split("\\.", -1)) {
            Attribute<?, ?> attribute = owner.getAttribute(name);
            if (isNotRecorded(attribute)) {
                return false;
            }
            if (attribute instanceof SingularAttribute<?, ?> single
                    && single.getType() instanceof EmbeddableType<?> part) {
                owner = part;
            }
        }
        return true;
    }

    private static boolean isNotRecorded(Attribute<?, ?> attribute) {
        return attribute.getJavaMember() instanceof AnnotatedElement member
                && member.isAnnotationPresent(NotRecorded.class);
    }

    boolean isEmbedded(String name) {
        return type.getAttribute(name).getPersistentAttributeType() == PersistentAttributeType.EMBEDDED;
    }

    /** Returns the names of the recorded collections whose rows the entity writes itself. */
    List<String> collections() {
        return type.getPluralAttributes().stream()
                .map(Attribute::getName)
                .filter(name -> records(name) && !isInverse(name))
                .toList();
    }

    /** Returns a collection of an instance. */
    @Nullable
    Object collection(Object instance, String name) {
        return attribute(name).getValue(instance);
    }

    private boolean isInverse(String collection) {
        return attribute(collection) instanceof PluralAttributeMapping plural
                && plural.getCollectionDescriptor().isInverse();
    }

    private AttributeMapping attribute(String name) {
        return mapping.findAttributeMapping(name);
    }
}
