package dev.signals.it.harmless;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.spi.BytecodeEnhancementMetadata;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Loads orphans before a flush, with what the flush will delete along with them, as an application may do by hand. Receivers
 * of PRE_DELETE make that happen, and the guide says what Hibernate does in another way then.
 */
final class EarlyLoads implements FlushEventListener, AutoFlushEventListener {

    private static final long serialVersionUID = 1L;

    /** Adds it to a factory. */
    static void addTo(SessionFactory factory) {
        EarlyLoads loads = new EarlyLoads();
        var listeners = factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
        listeners.prependListeners(EventType.FLUSH, loads);
        listeners.prependListeners(EventType.AUTO_FLUSH, loads);
    }

    @Override
    public void onFlush(FlushEvent event) {
        new Look(event.getSession()).load();
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        if (!event.getSession().getHibernateFlushMode().lessThan(FlushMode.AUTO)) {
            new Look(event.getSession()).load();
        }
    }

    private static final class Look {

        private final EventSource session;
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        Look(EventSource session) {
            this.session = session;
        }

        void load() {
            for (Map.Entry<Object, EntityEntry> each :
                    session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
                EntityEntry entry = each.getValue();
                if (entry.getStatus() == Status.MANAGED && entry.getLoadedState() != null) {
                    loadOrphans(each.getKey(), entry);
                }
            }
        }

        private void loadOrphans(Object owner, EntityEntry entry) {
            EntityPersister persister = entry.getPersister();
            Type[] types = persister.getPropertyTypes();
            for (int i = 0; i < types.length; i++) {
                if (persister.getPropertyCascadeStyles()[i].hasOrphanDelete()) {
                    Object loaded = entry.getLoadedState()[i];
                    Object current = persister.getValue(owner, i);
                    if (types[i] instanceof EntityType && loaded != current) {
                        load(loaded);
                    } else if (types[i] instanceof CollectionType type
                            && current instanceof PersistentCollection<?> collection
                            && collection.wasInitialized()) {
                        loadOrphans(type, collection);
                    }
                }
            }
        }

        private void loadOrphans(CollectionType type, PersistentCollection<?> collection) {
            CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(collection);
            if (entry != null && entry.getSnapshot() != null && !collection.isNewlyInstantiated()) {
                Set<Object> present = new HashSet<>();
                type.getElementsIterator(collection).forEachRemaining(each -> present.add(key(each)));
                elements(entry.getSnapshot()).stream()
                        .filter(each -> !present.contains(key(each)))
                        .forEach(this::load);
            }
        }

        /**
         * Hibernate has persisted new elements when it looks for orphans. Before the flush it would ask the database about them, so
         * it is not asked for the orphans here.
         */
        private static Collection<?> elements(Object snapshot) {
            if (snapshot instanceof Map<?, ?> map) {
                return map.values();
            }
            return snapshot instanceof Collection<?> elements ? elements : Arrays.asList((Object[]) snapshot);
        }

        /** Returns what is equal for two elements of one row; what has no identifier equals nothing. */
        private Object key(@Nullable Object element) {
            if (element == null) {
                return new Object();
            }
            LazyInitializer proxy = HibernateProxy.extractLazyInitializer(element);
            EntityPersister persister =
                    session.getEntityPersister(proxy == null ? null : proxy.getEntityName(), element);
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(element);
            Object id;
            if (proxy != null) {
                id = proxy.getInternalIdentifier();
            } else {
                id = entry != null ? entry.getId() : persister.getIdentifier(element, session);
            }
            return id == null ? new Object() : session.generateEntityKey(id, persister);
        }

        private void load(@Nullable Object object) {
            if (object == null || object == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
                return;
            }
            Hibernate.initialize(object);
            Object entity = Hibernate.unproxy(object);
            EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
            if (entry != null && entry.getStatus() == Status.MANAGED && seen.add(entity)) {
                loadTakenAlong(entity, entry.getPersister(), false);
                loadTakenAlong(entity, entry.getPersister(), true);
            }
        }

        /**
         * @param referenced whether to load what the entity's own row refers to, which Hibernate deletes last
         */
        private void loadTakenAlong(Object entity, EntityPersister persister, boolean referenced) {
            Type[] types = persister.getPropertyTypes();
            for (int i = 0; i < types.length; i++) {
                CascadeStyle style = persister.getPropertyCascadeStyles()[i];
                if (style.doCascade(CascadingActions.REMOVE) && referenced == isOfOwnRow(types[i])) {
                    Object value = value(entity, persister, i);
                    if (types[i] instanceof EntityType) {
                        load(value);
                    } else if (types[i] instanceof CollectionType type && value != null) {
                        Iterator<?> children =
                                CascadingActions.REMOVE.getCascadableChildrenIterator(session, type, value);
                        while (children.hasNext()) {
                            load(children.next());
                        }
                    }
                }
            }
        }

        private static boolean isOfOwnRow(Type type) {
            return type instanceof EntityType reference
                    && reference.getForeignKeyDirection() == ForeignKeyDirection.FROM_PARENT;
        }

        private static @Nullable Object value(Object entity, EntityPersister persister, int property) {
            String name = persister.getPropertyNames()[property];
            BytecodeEnhancementMetadata enhancement = persister.getBytecodeEnhancementMetadata();
            return enhancement.isAttributeLoaded(entity, name)
                    ? persister.getValue(entity, property)
                    : enhancement.extractInterceptor(entity).fetchAttribute(entity, name);
        }
    }
}
