package dev.signals.hibernate.internal.state;

import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** To-one associations, represented by identifiers. The other entity is not loaded. */
final class References {

    private final SessionFactoryImplementor factory;
    private final NamesInAny names;

    References(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.names = new NamesInAny(factory);
    }

    /** Returns the identifier of the entity that a value refers to, or the value itself if the type is no association. */
    @Nullable
    Object toId(Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (type instanceof EntityType entity) {
            return id(factory.getMappingMetamodel().getEntityDescriptor(entity.getAssociatedEntityName()), value);
        }
        return type.isAnyType() ? anyId(value) : value;
    }

    /** Returns whether two values refer to the same entity. An entity without an identifier equals only itself. */
    boolean isSame(Type type, Object left, Object right) {
        return left == right || key(type, left).equals(key(type, right));
    }

    /**
     * Returns the key by which a reference is compared: the identifier, compared by its type, and the root of the entity's
     * type.
     */
    Object key(Type type, Object value) {
        String entityName = type instanceof EntityType entity ? entity.getAssociatedEntityName() : names.of(value);
        EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(entityName);
        Object id = persister == null ? null : id(persister, value);
        return persister == null || id == null
                ? new Unsaved(value)
                : new Known(persister.getRootEntityName(), RowValue.of(persister.getIdentifierType(), id, factory));
    }

    private static @Nullable Object id(EntityPersister persister, Object value) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        if (initializer != null) {
            return initializer.getInternalIdentifier();
        }
        // An @IdClass may hold the identifier in place of the entity.
        return persister.getMappedClass().isInstance(value) ? ReadableState.id(persister, value) : value;
    }

    /** Something that is no entity stays what it is, and Hibernate refuses it in its own words. */
    private @Nullable Object anyId(Object value) {
        EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(names.of(value));
        if (persister == null) {
            return value;
        }
        Object id = id(persister, value);
        return id == null ? null : Map.entry(persister.getEntityName(), id);
    }

    private record Known(String entityName, RowValue id) {}

    private record Unsaved(Object entity) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unsaved unsaved && unsaved.entity == entity;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(entity);
        }
    }
}
