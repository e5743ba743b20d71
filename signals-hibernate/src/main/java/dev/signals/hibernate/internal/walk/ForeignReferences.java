package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.UnloadedDeletion;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/**
 * References of another session that are not loaded, and that are removed. If the factory was built as a JPA implementation,
 * Hibernate refuses them in {@code DefaultDeleteEventListener.optimizeUnloadedDelete}, but only where it would delete the row by
 * the reference. A listener of deletions is a reason for it to load the row instead, and then it would delete what it refuses
 * without that listener.
 */
public final class ForeignReferences {

    private ForeignReferences() {}

    /**
     * Refuses an object that Hibernate itself would refuse to remove.
     *
     * @throws IllegalArgumentException as Hibernate does
     */
    public static void refuse(EventSource session, Object removed) {
        if (isRefused(session, removed)) {
            throw new IllegalArgumentException("Given entity is not associated with the persistence context");
        }
    }

    /** Returns whether Hibernate itself would refuse to remove this object. */
    static boolean isRefused(EventSource session, Object removed) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(removed);
        if (initializer == null
                || !initializer.isUninitialized()
                || !session.getFactory().getSessionFactoryOptions().isJpaBootstrap()) {
            return false;
        }
        EntityPersister persister =
                session.getFactory().getMappingMetamodel().getEntityDescriptor(initializer.getEntityName());
        EntityKey key = session.generateEntityKey(initializer.getInternalIdentifier(), persister);
        return session.getPersistenceContextInternal().getEntityHolder(key) == null
                && UnloadedDeletion.isPossible(session, persister);
    }
}
