package dev.signals.hibernate.internal.walk;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.enhance.spi.interceptor.LazyAttributeLoadingInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What an entity cascades an action to, found the way {@code org.hibernate.engine.internal.Cascade} finds it, but without
 * acting.
 */
final class Cascades {

    /** Where the reference from parent to child is stored. */
    enum Link {
        OWN_ROW,
        JOIN_TABLE,

        /** In a collection that has not been loaded; it knows of the child only until the next flush. */
        QUEUED,

        OTHER_SIDE
    }

    /** Receives one associated object. */
    interface Visitor {

        /**
         * Takes one associated object.
         *
         * @param entityName the declared entity name; null for {@code @Any}
         * @param child the object, maybe a proxy
         * @param link where the reference to it is stored
         */
        void visit(@Nullable String entityName, Object child, Link link);
    }

    private final EventSource session;
    private final CascadingAction<?> action;
    private final boolean loading;
    private boolean leftOut;

    /** Finds all that the action is going to reach; loads only what Hibernate is going to load for it too. */
    Cascades(EventSource session, CascadingAction<?> action) {
        this(session, action, true);
    }

    private Cascades(EventSource session, CascadingAction<?> action, boolean loading) {
        this.session = session;
        this.action = action;
        this.loading = loading;
    }

    /** Finds what the action is going to reach as far as that is loaded. */
    static Cascades ofLoaded(EventSource session, CascadingAction<?> action) {
        return new Cascades(session, action, false);
    }

    /** Whether anything has been left out since it is not loaded. */
    boolean hasLeftOut() {
        return leftOut;
    }

    /** Visits what {@code entity} cascades the action to. */
    void forEachChild(EntityPersister persister, Object entity, Visitor visitor) {
        if (!isUnloadedReference(persister, entity)) {
            for (int i = 0; i < persister.getPropertyTypes().length; i++) {
                forEachChild(persister, entity, i, visitor);
            }
        }
    }

    private void forEachChild(EntityPersister persister, Object entity, int property, Visitor visitor) {
        CascadeStyle style = persister.getPropertyCascadeStyles()[property];
        if (style.doCascade(action)) {
            Object value = isLoaded(persister, entity, property)
                    ? persister.getValue(entity, property)
                    : fetched(persister, entity, property);
            visitValue(persister.getPropertyTypes()[property], style, value, Link.OWN_ROW, visitor);
        }
    }

    /** Visits children and orphans in the order in which one cascade of a flush comes to them. */
    void forEachChildAndOrphan(
            EntityPersister persister, Object entity, EntityEntry entry, Visitor children, Visitor orphans) {
        if (!isUnloadedReference(persister, entity)) {
            for (int i = 0; i < persister.getPropertyTypes().length; i++) {
                forEachChild(persister, entity, i, children);
                forEachOrphan(persister, entity, entry, i, orphans);
            }
        }
    }

    /** Whether this is an enhanced reference, which holds what its constructor has made until it is loaded. */
    private boolean isUnloadedReference(EntityPersister persister, Object entity) {
        EntityEntry entry = persister.getBytecodeEnhancementMetadata().isEnhancedForLazyLoading()
                ? session.getPersistenceContextInternal().getEntry(entity)
                : null;
        return entry != null && entry.getLoadedState() == null && entry.getStatus() == Status.MANAGED;
    }

    /** The value of a lazy attribute of an enhanced entity, if this cascade makes Hibernate load it. */
    private @Nullable Object fetched(EntityPersister persister, Object entity, int property) {
        leftOut |= !loading;
        if (!loading
                || !action.performOnLazyProperty()
                || session.getPersistenceContextInternal().getEntry(entity) == null) {
            return null;
        }
        if (persister.getPropertyTypes()[property] instanceof CollectionType type) {
            return type.getCollection(type.getKeyOfOwner(entity, session), session, entity, null);
        }
        LazyAttributeLoadingInterceptor interceptor =
                persister.getBytecodeEnhancementMetadata().extractInterceptor(entity);
        return interceptor == null
                ? null
                : Loading.of(() -> interceptor.fetchAttribute(entity, persister.getPropertyNames()[property]));
    }

    /** Visits the entities that {@code entity} has let go of in associations with orphan removal. */
    void forEachOrphan(EntityPersister persister, Object entity, EntityEntry entry, Visitor visitor) {
        for (int i = 0; i < persister.getPropertyTypes().length; i++) {
            forEachOrphan(persister, entity, entry, i, visitor);
        }
    }

    private void forEachOrphan(
            EntityPersister persister, Object entity, EntityEntry entry, int property, Visitor visitor) {
        Type type = persister.getPropertyTypes()[property];
        boolean deletesOrphans = (type instanceof CompositeType component && !type.isAnyType())
                ? mayHaveOrphans(component)
                : persister.getPropertyCascadeStyles()[property].hasOrphanDelete();
        if (!deletesOrphans || !isLoaded(persister, entity, property)) {
            return;
        }
        Object loaded = entry.getLoadedState() == null ? null : entry.getLoadedState()[property];
        Object current = persister.getValue(entity, property);
        if (type instanceof CollectionType collection) {
            visitOrphansOfCollection(collection, current, visitor);
        } else if (type instanceof EntityType one) {
            visitOrphanOfOne(one, loaded, current, visitor);
        } else if (type instanceof CompositeType component) {
            visitOrphansOfComponent(component, loaded, current, visitor);
        }
    }

    private void visitValue(Type type, CascadeStyle style, @Nullable Object value, Link link, Visitor visitor) {
        if (value == null) {
            return;
        }
        if (type instanceof CompositeType component && !type.isAnyType()) {
            Object[] values = component.getPropertyValues(value, session);
            for (int i = 0; i < values.length; i++) {
                CascadeStyle partStyle = component.getCascadeStyle(i);
                if (partStyle.doCascade(action)) {
                    visitValue(component.getSubtypes()[i], partStyle, values[i], link, visitor);
                }
            }
        } else if (!style.reallyDoCascade(action)) {
            return;
        } else if (type instanceof CollectionType collection) {
            Type elementType = collection.getElementType(session.getFactory());
            if (!mayHoldEntities(elementType)) {
                return; // Also where the mapping asks for it, as hbm.xml can: there is nothing to load the elements
                // for.
            }
            Link elementLink = elementLink(collection, value);
            Iterator<?> elements = children(collection, value);
            while (elements.hasNext()) {
                visitValue(elementType, style, elements.next(), elementLink, visitor);
            }
        } else if (type instanceof EntityType entity) {
            visitor.visit(entity.getAssociatedEntityName(), value, isMappedByOther(entity) ? Link.OTHER_SIDE : link);
        } else if (type instanceof AnyType) {
            visitor.visit(null, value, link);
        }
    }

    private static boolean mayHoldEntities(Type elementType) {
        return elementType.isEntityType() || elementType.isAnyType() || elementType.isComponentType();
    }

    private Iterator<?> children(CollectionType type, Object value) {
        if (loading) {
            return Loading.of(() -> action.getCascadableChildrenIterator(session, type, value));
        }
        leftOut |= value instanceof PersistentCollection<?> collection && !collection.wasInitialized();
        return CascadingActions.getLoadedElementsIterator(type, value);
    }

    /** The elements of a collection that are written as rows of it or with it, as far as they are loaded. */
    Collection<?> writtenElements(CollectionType type, Object value) {
        if (persister(type).isInverse()
                || (value instanceof PersistentCollection<?> collection && !collection.wasInitialized())) {
            return List.of();
        }
        return elements(value);
    }

    private Link elementLink(CollectionType type, Object value) {
        if (value instanceof PersistentCollection<?> collection && !collection.wasInitialized()) {
            return Link.QUEUED;
        }
        return persister(type).isInverse() ? Link.OTHER_SIDE : Link.JOIN_TABLE;
    }

    private void visitOrphansOfCollection(CollectionType type, @Nullable Object value, Visitor visitor) {
        if (!(value instanceof PersistentCollection<?> collection)
                || !type.getElementType(session.getFactory()).isEntityType()) {
            return;
        }
        String entityName = type.getAssociatedEntityName(session.getFactory());
        if (!collection.wasInitialized()) {
            if (tellsQueuedOrphans(type, collection)) {
                collection
                        .getQueuedOrphans(entityName)
                        .forEach(orphan -> visitor.visit(entityName, orphan, Link.OTHER_SIDE));
            }
            return;
        }
        CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(collection);
        if (entry != null && entry.getSnapshot() != null) {
            Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());
            elements(collection).forEach(element -> kept.add(identity(element)));
            for (Object element : elements(entry.getSnapshot())) {
                if (element != null && !kept.contains(identity(element))) {
                    visitor.visit(entityName, element, Link.OTHER_SIDE);
                }
            }
        }
    }

    /**
     * Returns whether the collection tells its orphans without a query. Removals wait in extra-lazy collections only; and about an
     * addition that is not managed yet, as it will be when the flush asks, the answer may come from the database.
     */
    private boolean tellsQueuedOrphans(CollectionType type, PersistentCollection<?> collection) {
        if (!persister(type).isExtraLazy()) {
            return false;
        }
        for (Iterator<?> additions = collection.queuedAdditionIterator(); additions.hasNext(); ) {
            Object entity = Entities.unproxyIfInitialized(additions.next());
            if (entity != null && session.getPersistenceContextInternal().getEntry(entity) == null) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a collection or its snapshot holds. Compared by identity, which within one session is the identity of entities;
     * {@code PersistentCollection.getOrphans} would ask the database about new elements that have an id already.
     */
    private static Collection<?> elements(Object collection) {
        return collection instanceof Map<?, ?> map
                ? map.values()
                : collection instanceof Collection<?> elements ? elements : List.of();
    }

    private static @Nullable Object identity(@Nullable Object element) {
        Object entity = element == null ? null : Entities.unproxyIfInitialized(element);
        return entity == null ? element : entity;
    }

    private void visitOrphanOfOne(EntityType type, @Nullable Object loaded, @Nullable Object current, Visitor visitor) {
        if (loaded != null
                && loaded != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && type.isLogicalOneToOne()
                && !isSame(loaded, current)
                && isThere(loaded)) {
            visitor.visit(type.getAssociatedEntityName(), loaded, Link.OTHER_SIDE);
        }
    }

    /**
     * Whether the session knows an entity, or has still to load it. The far side of an association is not written, so that Hibernate
     * keeps what was loaded after an earlier flush has deleted it.
     */
    private boolean isThere(Object loaded) {
        Object entity = Entities.unproxyIfInitialized(loaded);
        return entity == null || session.getPersistenceContextInternal().getEntry(entity) != null;
    }

    private void visitOrphansOfComponent(
            CompositeType type, @Nullable Object loaded, @Nullable Object current, Visitor visitor) {
        if (loaded == null || current == null || type.isAnyType()) {
            return; // Hibernate cascades nothing to an embeddable that is null, so that nothing becomes an orphan.
        }
        Object[] loadedParts = type.getPropertyValues(loaded, session);
        Object[] currentParts = type.getPropertyValues(current, session);
        for (int i = 0; i < loadedParts.length; i++) {
            Type part = type.getSubtypes()[i];
            if (part instanceof EntityType entity && type.getCascadeStyle(i).hasOrphanDelete()) {
                visitOrphanOfOne(entity, loadedParts[i], currentParts[i], visitor);
            } else if (part instanceof CollectionType collection
                    && type.getCascadeStyle(i).hasOrphanDelete()) {
                visitOrphansOfCollection(collection, currentParts[i], visitor);
            } else if (part instanceof CompositeType component) {
                visitOrphansOfComponent(component, loadedParts[i], currentParts[i], visitor);
            }
        }
    }

    private static boolean mayHaveOrphans(CompositeType component) {
        for (int i = 0; i < component.getSubtypes().length; i++) {
            if (component.getCascadeStyle(i).hasOrphanDelete()
                    || (component.getSubtypes()[i] instanceof CompositeType part
                            && !part.isAnyType()
                            && mayHaveOrphans(part))) {
                return true;
            }
        }
        return false;
    }

    /** Whether both are the same entity, one of them maybe by its proxy (HHH-11965). */
    private static boolean isSame(Object loaded, @Nullable Object current) {
        return loaded == current
                || (current != null
                        && Entities.unproxyIfInitialized(loaded) == Entities.unproxyIfInitialized(current)
                        && Entities.unproxyIfInitialized(loaded) != null);
    }

    private CollectionPersister persister(CollectionType type) {
        return session.getFactory().getMappingMetamodel().getCollectionDescriptor(type.getRole());
    }

    static boolean isLoaded(EntityPersister persister, Object entity, int property) {
        return persister
                .getBytecodeEnhancementMetadata()
                .isAttributeLoaded(entity, persister.getPropertyNames()[property]);
    }

    static boolean isMappedByOther(EntityType type) {
        return type instanceof OneToOneType oneToOne
                && oneToOne.getForeignKeyDirection() == ForeignKeyDirection.TO_PARENT;
    }
}
