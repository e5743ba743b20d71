package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.access.FatalErrors;
import jakarta.persistence.GeneratedValue;
import java.lang.reflect.AnnotatedElement;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The identifier that the application has given to a new entity. */
final class AssignedId {
    private AssignedId() {}

    /**
     * Returns the identifier of a new entity.
     *
     * @return null if Hibernate or the database will generate it or a part of it, or if it is derived from an entity that
     *     has no identifier yet, or if it cannot be read: Hibernate reads it only when it is complete
     */
    static @Nullable Object of(EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        try {
            return persister.getIdentifierMapping() instanceof CompositeIdentifierMapping composite
                    ? ofParts(persister, composite, entity, session)
                    : ofOne(persister, entity, session);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return null;
        }
    }

    private static @Nullable Object ofOne(
            EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        Generator generator = persister.getGenerator();
        if (!generator.generatesOnInsert()) {
            return persister.getIdentifier(entity, session);
        }
        Object id = generator.allowAssignedIdentifiers() ? persister.getIdentifier(entity, session) : null;
        return id instanceof Number number && number.longValue() == 0 ? null : id;
    }

    /** Checks each part: Hibernate has one generator for the whole identifier, even if nothing is generated. */
    private static @Nullable Object ofParts(
            EntityPersister persister,
            CompositeIdentifierMapping mapping,
            Object entity,
            SharedSessionContractImplementor session) {
        if (isAnyGenerated(mapping)) {
            return null;
        }
        Object id = persister.getIdentifier(entity, session);
        return id != null && isKnown(persister.getIdentifierType(), id, session) ? id : null;
    }

    private static boolean isAnyGenerated(CompositeIdentifierMapping mapping) {
        EmbeddableMappingType parts = mapping.getPartMappingType();
        for (int i = 0; i < parts.getNumberOfAttributeMappings(); i++) {
            if (isGenerated(parts.getAttributeMapping(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGenerated(AttributeMapping part) {
        return part.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
                && (member.isAnnotationPresent(GeneratedValue.class) || hasGeneratorAnnotation(member));
    }

    private static boolean hasGeneratorAnnotation(AnnotatedElement member) {
        for (var annotation : member.getAnnotations()) {
            if (annotation.annotationType().isAnnotationPresent(IdGeneratorType.class)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKnown(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
        if (value == null) {
            return false;
        }
        if (type instanceof CompositeType component) {
            Object[] parts = component.getPropertyValues(value, session);
            for (int i = 0; i < parts.length; i++) {
                if (!isKnown(component.getSubtypes()[i], parts[i], session)) {
                    return false;
                }
            }
            return true;
        }
        return !(type instanceof EntityType entity) || hasId(entity, value, session);
    }

    private static boolean hasId(EntityType type, Object value, SharedSessionContractImplementor session) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        if (initializer != null || session.getPersistenceContextInternal().getEntry(value) != null) {
            return true;
        }
        EntityPersister persister =
                session.getFactory().getMappingMetamodel().getEntityDescriptor(type.getAssociatedEntityName());
        return !persister.getMappedClass().isInstance(value) || of(persister, value, session) != null;
    }
}
