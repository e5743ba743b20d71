package dev.signals.hibernate.internal.walk;

import jakarta.persistence.EntityNotFoundException;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** Small questions about one entity. */
final class Entities {

    private Entities() {}

    /** The entity behind {@code object}, or null if it is a proxy that has not been initialized. */
    static @Nullable Object unproxyIfInitialized(Object object) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(object);
        if (initializer == null) {
            return object;
        }
        try {
            return initializer.isUninitialized() ? null : initializer.getImplementation();
        } catch (EntityNotFoundException | ObjectNotFoundException e) {
            return null; // It has been found before that there is no row.
        }
    }

    /**
     * The persister of an entity, or of what a proxy is declared as; null if the object is no entity, which Hibernate shall say in its
     * own words.
     */
    static @Nullable EntityPersister findPersister(
            SharedSessionContractImplementor session, @Nullable String entityName, Object object) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(object);
        if (initializer != null) {
            return session.getFactory().getMappingMetamodel().getEntityDescriptor(initializer.getEntityName());
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
     * Whether Hibernate's {@code persist} would insert this object, which has no entry: asked the same way as in {@code
     * ForeignKeys.isTransient}, assuming yes where only the database knows.
     */
    static boolean isTransient(EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        Boolean known = isKnownTransient(persister, entity, session);
        return known == null || known;
    }

    /** The same, but asks the database as Hibernate is going to; the session keeps the answer for it. */
    static boolean isWithoutRow(EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        Boolean known = isKnownTransient(persister, entity, session);
        return known != null
                ? known
                : session.getPersistenceContextInternal()
                                .getDatabaseSnapshot(persister.getIdentifier(entity, session), persister)
                        == null;
    }

    private static @Nullable Boolean isKnownTransient(
            EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        Boolean byInterceptor = session.getInterceptor().isTransient(entity);
        return byInterceptor != null ? byInterceptor : persister.isTransient(entity, session);
    }
}
