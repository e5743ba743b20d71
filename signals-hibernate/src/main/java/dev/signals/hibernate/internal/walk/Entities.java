package dev.signals.hibernate.internal.walk;

import jakarta.persistence.EntityNotFoundException;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Simple questions about one entity. */
final class Entities {

    private Entities() {}

    /** Returns the entity behind {@code object}, or null if it is a proxy that is not initialized. */
    static @Nullable Object unproxyIfInitialized(Object object) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(object);
        if (initializer == null) {
            return object;
        }
        try {
            return initializer.isUninitialized() ? null : initializer.getImplementation();
        } catch (EntityNotFoundException | ObjectNotFoundException e) {
            return null; // An earlier attempt has found that there is no row.
        }
    }

    /**
     * Returns the persister of an entity, or of the declared type of a proxy; null if the object is no entity, which
     * Hibernate reports in its own words. Without a name, it is looked up as {@code SessionImpl.bestGuessEntityName} does:
     * an interceptor and resolvers are asked only about what is not managed.
     */
    static @Nullable EntityPersister findPersister(
            SharedSessionContractImplementor session, @Nullable String entityName, Object object) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(object);
        if (initializer != null) {
            return session.getFactory().getMappingMetamodel().getEntityDescriptor(initializer.getEntityName());
        }
        EntityEntry entry =
                entityName == null ? session.getPersistenceContextInternal().getEntry(object) : null;
        if (entry != null) {
            return entry.getPersister();
        }
        String name = entityName == null ? session.guessEntityName(object) : entityName;
        return session.getFactory().getMappingMetamodel().findEntityDescriptor(name) == null
                ? null
                : session.getEntityPersister(name, object);
    }

    static boolean isManaged(EntityEntry entry) {
        return switch (entry.getStatus()) {
            case MANAGED, SAVING, READ_ONLY -> true;
            case DELETED, GONE, LOADING -> false;
        };
    }

    /**
     * Returns whether Hibernate's {@code persist} would insert this object, which has no entry. It decides as {@code
     * ForeignKeys.isTransient} does, and assumes yes where only the database knows.
     */
    static boolean isTransient(EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        if (isWithoutKeyInCache(persister, entity, session)) {
            return true;
        }
        Boolean known = isKnownTransient(persister, entity, session);
        return known == null || known;
    }

    /**
     * Returns whether this object has no row. It queries the database as Hibernate will do; the session keeps the answer for
     * Hibernate.
     */
    static boolean isWithoutRow(EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        Boolean known = isKnownTransient(persister, entity, session);
        if (known != null) {
            return known;
        }
        Object id = persister.getIdentifier(entity, session);
        PersistenceContext context = session.getPersistenceContextInternal();
        return Loading.<@Nullable Object>of(() -> context.getDatabaseSnapshot(id, persister)) == null;
    }

    /**
     * Returns whether Hibernate would look for this object in the second-level cache and cannot, because its identifier refers to
     * an entity that has none yet. When Hibernate looks, its cascade may have given it one, of which there can be no row;
     * otherwise Hibernate fails by itself.
     */
    private static boolean isWithoutKeyInCache(
            EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        return persister.canReadFromCache()
                && !persister.isVersioned()
                && refersToNew(persister.getIdentifierType(), persister, entity, session);
    }

    private static boolean refersToNew(
            Type identifierType, EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        return (identifierType.isComponentType() || identifierType.isEntityType())
                && refersToNew(identifierType, persister.getIdentifier(entity, session), session);
    }

    private static boolean refersToNew(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
        if (value == null || HibernateProxy.extractLazyInitializer(value) != null) {
            return false;
        }
        if (type instanceof EntityType reference) {
            EntityPersister persister = session.getEntityPersister(reference.getAssociatedEntityName(), value);
            return persister.getIdentifier(value, session) == null
                    || refersToNew(persister.getIdentifierType(), persister, value, session);
        }
        if (type instanceof CompositeType component && !type.isAnyType()) {
            Object[] parts = component.getPropertyValues(value, session);
            for (int i = 0; i < parts.length; i++) {
                if (refersToNew(component.getSubtypes()[i], parts[i], session)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether this object has no row; null if only a query could tell. */
    static @Nullable Boolean isKnownTransient(
            EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        Boolean byInterceptor = session.getInterceptor().isTransient(entity);
        return byInterceptor != null ? byInterceptor : persister.isTransient(entity, session);
    }
}
