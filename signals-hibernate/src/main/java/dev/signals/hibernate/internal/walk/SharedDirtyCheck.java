package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.session.UnchangedEntities;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Session;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a flush that asks whether it has to compare an entity: not if the inspection before the flush has done so. So
 * the dirty check is not made twice.
 *
 * <p>Hibernate asks a {@link CustomEntityDirtinessStrategy} for that very purpose. This one is set only where the application
 * has none. See decision record 16.
 *
 * <p>It is asked for each entity of each flush, so where no flush has anything to share, it answers after one look.
 */
public final class SharedDirtyCheck implements CustomEntityDirtinessStrategy {

    private final AtomicInteger flushes = new AtomicInteger();

    @SuppressWarnings("ThreadLocalUsage") // one for each service registry, so that nothing stays when it is dropped
    private final ThreadLocal<@Nullable WeakReference<UnchangedEntities>> flush = new ThreadLocal<>();

    private SharedDirtyCheck() {}

    /** Sets the strategy, unless the application has set one. */
    public static void contribute(StandardServiceRegistryBuilder registry) {
        Map<String, Object> settings = HibernateAdapter.settings(registry);
        if (!settings.containsKey(AvailableSettings.CUSTOM_ENTITY_DIRTINESS_STRATEGY)) {
            registry.applySetting(AvailableSettings.CUSTOM_ENTITY_DIRTINESS_STRATEGY, new SharedDirtyCheck());
        }
    }

    /** Gives the strategy to {@code target}, where the application has none. */
    public static void addSettings(BiConsumer<String, Object> target) {
        target.accept(AvailableSettings.CUSTOM_ENTITY_DIRTINESS_STRATEGY, new SharedDirtyCheck());
    }

    /** Returns the shared check of a factory; null if the application has a strategy of its own. */
    public static @Nullable SharedDirtyCheck of(SessionFactoryImplementor factory) {
        return factory.getCustomEntityDirtinessStrategy() instanceof SharedDirtyCheck shared ? shared : null;
    }

    /** Begins a flush in this thread. */
    public void flushBegins(UnchangedEntities unchanged) {
        if (flush.get() == null) {
            flushes.incrementAndGet();
        }
        flush.set(unchanged.reference());
    }

    /** Ends a flush in this thread. One that fails is ended by the next one. */
    public void flushEnded() {
        if (flushes.get() > 0 && flush.get() != null) {
            flush.remove();
            flushes.decrementAndGet();
        }
    }

    @Override
    public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
        return flushes.get() > 0 && isKnown(entity, (SessionImplementor) session);
    }

    private boolean isKnown(Object entity, SessionImplementor session) {
        WeakReference<UnchangedEntities> reference = flush.get();
        UnchangedEntities unchanged = reference == null ? null : reference.get();
        PersistenceContext context = session.getPersistenceContextInternal();
        if (unchanged == null || !context.isFlushing() || !unchanged.isNext(entity, context)) {
            return false;
        }
        // as if it were checked now
        session.getEventListenerManager().dirtyCalculationStart();
        session.getEventListenerManager().dirtyCalculationEnd(false);
        return true;
    }

    /** Answers for the entities of which it has said that it knows them. */
    @Override
    public boolean isDirty(Object entity, EntityPersister persister, Session session) {
        return false;
    }

    @Override
    public void resetDirty(Object entity, EntityPersister persister, Session session) {
        // nothing is kept about a single entity
    }

    @Override
    public void findDirty(Object entity, EntityPersister persister, Session session, DirtyCheckContext context) {
        // Hibernate compares what is not known.
    }
}
