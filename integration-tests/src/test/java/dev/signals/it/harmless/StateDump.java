package dev.signals.it.harmless;

import dev.signals.it.harmless.Tape.Track;
import java.util.Arrays;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;

/** Writes down what a session manages, and what is loaded of it, without loading anything. */
final class StateDump {

    private StateDump() {}

    static void write(Tape tape, Session session) {
        SessionImplementor implementor = session.unwrap(SessionImplementor.class);
        PersistenceContext context = implementor.getPersistenceContextInternal();
        for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
            tape.write(Track.STATE, entity(context, managed.getKey(), managed.getValue()));
        }
        tape.write(Track.STATE, "queued " + ActionQueues.queued(implementor));
    }

    private static String entity(PersistenceContext context, Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        StringBuilder text = new StringBuilder(Show.simpleName(entry.getEntityName()))
                .append(' ')
                .append(entry.getId())
                .append(' ')
                .append(entry.getStatus())
                .append(" version ")
                .append(entry.getVersion());
        if (!org.hibernate.Hibernate.isInitialized(entity)) {
            return text.append(" unloaded").toString();
        }
        EntityKey key = entry.getEntityKey();
        Object proxy = context.getProxy(key);
        if (proxy instanceof HibernateProxy it) {
            text.append(it.getHibernateLazyInitializer().isUninitialized() ? " unloaded proxy" : " proxy");
        }
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            text.append(' ').append(names[i]).append('=').append(shown(persister.getValue(entity, i)));
        }
        @Nullable Object[] loaded = entry.getLoadedState();
        text.append(" loaded ")
                .append(
                        loaded == null
                                ? "nothing"
                                : Arrays.stream(loaded).map(StateDump::shown).toList());
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        return value == LazyPropertyInitializer.UNFETCHED_PROPERTY ? "unfetched" : Show.value(value);
    }

    static void write(Tape tape, Statistics statistics) {
        tape.write(
                Track.STATISTICS,
                "loads " + statistics.getEntityLoadCount() + ", fetches " + statistics.getEntityFetchCount()
                        + ", inserts "
                        + statistics.getEntityInsertCount() + ", updates " + statistics.getEntityUpdateCount()
                        + ", deletes "
                        + statistics.getEntityDeleteCount() + ", collections loaded "
                        + statistics.getCollectionLoadCount()
                        + " fetched " + statistics.getCollectionFetchCount() + " recreated "
                        + statistics.getCollectionRecreateCount() + " removed " + statistics.getCollectionRemoveCount()
                        + " updated " + statistics.getCollectionUpdateCount() + ", flushes "
                        + statistics.getFlushCount()
                        + ", prepared " + statistics.getPrepareStatementCount() + ", queries "
                        + statistics.getQueryExecutionCount() + ", cache " + statistics.getSecondLevelCacheHitCount()
                        + "/"
                        + statistics.getSecondLevelCacheMissCount() + "/" + statistics.getSecondLevelCachePutCount()
                        + ", query cache " + statistics.getQueryCacheHitCount() + "/"
                        + statistics.getQueryCacheMissCount() + "/" + statistics.getQueryCachePutCount()
                        + ", natural ids "
                        + statistics.getNaturalIdQueryExecutionCount() + ", conflicts "
                        + statistics.getOptimisticFailureCount());
    }
}
