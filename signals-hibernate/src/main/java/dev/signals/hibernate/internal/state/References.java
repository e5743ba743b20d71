package dev.signals.hibernate.internal.state;

import java.util.Map;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** To-one associations as identifiers, without loading the other entity. */
final class References {

    private final SessionFactoryImplementor factory;

    References(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** The identifier of what a value of this type refers to; the value itself if the type is no association. */
    @Nullable
    Object toId(Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (type instanceof EntityType entity) {
            return id(entity.getAssociatedEntityName(), value);
        }
        return type.isAnyType() ? anyId(value) : value;
    }

    /** Whether two values refer to the same entity; one that has no identifier yet is only the same as itself. */
    boolean isSame(Type type, Object left, Object right) {
        Object leftId = toId(type, left);
        return leftId != null && Objects.equals(leftId, toId(type, right));
    }

    private @Nullable Object id(String entityName, Object value) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        return initializer != null
                ? initializer.getInternalIdentifier()
                : persister(entityName).getIdentifier(value);
    }

    private @Nullable Object anyId(Object value) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        String entityName = initializer != null
                ? initializer.getEntityName()
                : Hibernate.getClassLazy(value).getName();
        Object id = id(entityName, value);
        return id == null ? null : Map.entry(entityName, id);
    }

    private EntityPersister persister(String entityName) {
        return factory.getMappingMetamodel().getEntityDescriptor(entityName);
    }
}
