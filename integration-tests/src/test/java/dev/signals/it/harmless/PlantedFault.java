package dev.signals.it.harmless;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.proxy.HibernateProxy;

/** Harm that a library could do, to see that it would be noticed. */
@SuppressWarnings("deprecation") // the replacement of listeners() fires events; there is no other way to wrap them
enum PlantedFault implements Consumer<SessionFactory> {
    FLUSHES_AGAIN(registry -> afterFlush(registry, EventSource::flush)),

    LOADS_A_COLLECTION(registry -> afterFlush(
            registry,
            session -> eachValue(session, (entity, value) -> {
                if (value instanceof PersistentCollection<?>) {
                    Hibernate.initialize(value);
                }
            }))),

    LOADS_A_PROXY(registry -> afterFlush(
            registry,
            session -> eachValue(session, (entity, value) -> {
                if (value instanceof HibernateProxy) {
                    Hibernate.initialize(value);
                }
            }))),

    LOOKS_FOR_CHANGES(registry -> afterFlush(registry, EventSource::isDirty)),

    SWALLOWS_AN_EXCEPTION(registry -> {
        EventListenerGroup<FlushEventListener> group = registry.getEventListenerGroup(EventType.FLUSH);
        List<FlushEventListener> listeners =
                StreamSupport.stream(group.listeners().spliterator(), false).toList();
        group.clearListeners();
        group.appendListener(event -> {
            try {
                listeners.forEach(listener -> listener.onFlush(event));
            } catch (RuntimeException e) {
                // Lost.
            }
        });
    }),

    WRITES_EARLY(registry -> registry.getEventListenerGroup(EventType.PERSIST)
            .appendListener(new PersistEventListener() {
                @Override
                public void onPersist(PersistEvent event) {
                    ActionQueues.executeInserts(event.getSession());
                }

                @Override
                public void onPersist(PersistEvent event, PersistContext context) {}
            })),

    TAKES_A_GENERATED_VALUE(registry -> registry.getEventListenerGroup(EventType.PRE_INSERT)
            .appendListener((PreInsertEventListener) event -> {
                CountingClock.INSTANCE.instant();
                return false;
            })),

    INCREMENTS_A_VERSION(registry -> beforeFlush(
            registry,
            session -> eachValue(session, (entity, value) -> {
                EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
                if (entry.getPersister().isVersioned()
                        && entry.getStatus() == org.hibernate.engine.spi.Status.MANAGED) {
                    session.lock(entity, LockMode.OPTIMISTIC_FORCE_INCREMENT);
                }
            }))),

    CHANGES_THE_CACHE(registry ->
            afterFlush(registry, session -> session.getFactory().getCache().evictAllRegions())),

    CALLS_AN_INTERCEPTOR(registry ->
            afterFlush(registry, session -> session.getInterceptor().postFlush(Collections.emptyIterator()))),

    LOSES_A_ROW(registry -> registry.getEventListenerGroup(EventType.PRE_INSERT).appendListener((PreInsertEventListener)
            event -> event.getEntity() instanceof Made made && made.number() % 5 == 0)),

    LOSES_A_CHANGE(registry -> registry.getEventListenerGroup(EventType.PRE_UPDATE)
            .appendListener((PreUpdateEventListener) event -> true));

    private final transient Consumer<EventListenerRegistry> plant;

    PlantedFault(Consumer<EventListenerRegistry> plant) {
        this.plant = plant;
    }

    @Override
    public void accept(SessionFactory factory) {
        plant.accept(factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class));
    }

    private static void afterFlush(EventListenerRegistry registry, Consumer<EventSource> harm) {
        registry.getEventListenerGroup(EventType.FLUSH).appendListener(once(harm));
    }

    private static void beforeFlush(EventListenerRegistry registry, Consumer<EventSource> harm) {
        registry.getEventListenerGroup(EventType.FLUSH).prependListener(once(harm));
    }

    /** What it does may flush again. */
    private static FlushEventListener once(Consumer<EventSource> harm) {
        boolean[] busy = new boolean[1];
        return event -> {
            if (!busy[0]) {
                busy[0] = true;
                try {
                    harm.accept(event.getSession());
                } finally {
                    busy[0] = false;
                }
            }
        };
    }

    private static void eachValue(EventSource session, BiConsumer<Object, Object> use) {
        for (Map.Entry<Object, EntityEntry> managed :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            if (Hibernate.isInitialized(managed.getKey())) {
                Arrays.stream(managed.getValue().getPersister().getValues(managed.getKey()))
                        .forEach(value -> use.accept(managed.getKey(), value));
            }
        }
    }
}
