package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.session.LibraryWork;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.TransactionCallbacks;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The second-level cache after an update. For an HQL statement of a session, Hibernate evicts the entities and natural
 * ids of the class when the transaction ends, so until then the session itself would load the old row from the cache.
 * For one of a stateless session, it evicts them at once instead, so others may cache the old row until the commit, and
 * it does not invalidate the query cache.
 */
final class CachedRows {

    private CachedRows() {}

    /** Evicts the rows where Hibernate does not. */
    static void updated(SharedSessionContractImplementor session, SessionState state, QuietTarget target) {
        EntityPersister persister = target.persister();
        forget(session, target);
        if (!QuietTarget.isStateful(session)) {
            LibraryWork evict = () -> {
                CacheImplementor cache = session.getFactory().getCache();
                cache.evictEntityData(persister.getRootEntityName());
                cache.evictNaturalIdData(persister.getRootEntityName());
                if (session.getFactory().getSessionFactoryOptions().isQueryCacheEnabled()) {
                    cache.getTimestampsCache().invalidate((String[]) persister.getQuerySpaces(), session);
                }
            };
            TransactionCallbacks.at(session, state, TransactionPhase.AFTER_COMPLETION, evict);
        }
    }

    private static void forget(SharedSessionContractImplementor session, QuietTarget target) {
        EntityPersister persister = target.persister();
        EntityDataAccess entities = persister.canWriteToCache() ? persister.getCacheAccessStrategy() : null;
        if (entities != null && target.id() != null) {
            Object key = entities.generateCacheKey(
                    target.id(), persister, session.getFactory(), session.getTenantIdentifier());
            // Until the transaction ends, when the whole region is evicted with its locks, the old row must not return.
            entities.lockItem(session, key, null);
            entities.remove(session, key);
        } else if (entities != null) {
            entities.evictAll();
        }
        if (persister.hasNaturalIdCache()) {
            persister.getNaturalIdCacheAccessStrategy().evictAll();
        }
    }
}
