package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.MappingParts;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.enhance.spi.interceptor.LazyAttributeLoadingInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadeStyles;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The entities that an action cascades to. They are found the way {@code org.hibernate.engine.internal.Cascade} finds them,
 * but nothing is done to them.
 */
final class Cascades {

    /** The place where the reference from parent to child is stored. */
    enum Link {
        OWN_ROW,
        JOIN_TABLE,

        /** A collection that is not loaded, which knows the child only until the next flush. */
        QUEUED,

        OTHER_SIDE
    }

    /** Visits associated objects. */
    interface Visitor {

        /**
         * Visits one associated object.
         *
         * @param entityName the declared entity name; null for {@code @Any}
         * @param child the object, possibly a proxy
         * @param link where the reference to it is stored
         */
        void visit(@Nullable String entityName, Object child, Link link);
    }

    private final EventSource session;
    private final CascadingAction<?> action;
    private final boolean loading;
    private final boolean failing;
    private boolean leftOut;
    private boolean fails;

    /** Finds everything the action will reach. Loads only what Hibernate will load for the action too. */
    Cascades(EventSource session, CascadingAction<?> action) {
        this(session, action, true, false);
    }

    private Cascades(EventSource session, CascadingAction<?> action, boolean loading, boolean failing) {
        this.session = session;
        this.action = action;
        this.loading = loading;
        this.failing = failing;
    }

    /** Finds everything a removal will reach, and fails where Hibernate will fail, so that nothing is loaded behind it. */
    static Cascades ofRemoval(EventSource session) {
        return new Cascades(session, CascadingActions.REMOVE, true, true);
    }

    /** Finds what the action will reach, as far as it is loaded. */
    static Cascades ofLoaded(EventSource session, CascadingAction<?> action) {
        return new Cascades(session, action, false, false);
    }

    /** Returns whether anything has been left out because it is not loaded. */
    boolean hasLeftOut() {
        return leftOut;
    }

    /** Returns whether Hibernate fails at one of the entities whose orphans have been visited. */
    boolean fails() {
        return fails;
    }

    /** Visits the children that {@code entity} cascades the action to. */
    void forEachChild(EntityPersister persister, Object entity, Visitor visitor) {
        if (!isUnloadedReference(persister, entity)) {
            forEachChildOfIdentifier(persister, entity, visitor);
            for (int i = 0; i < persister.getPropertyTypes().length; i++) {
                forEachChild(persister, entity, i, visitor);
            }
        }
    }

    /** Visits what the identifier cascades to: like an attribute, from Hibernate 7.4.15 on. */
    private void forEachChildOfIdentifier(EntityPersister persister, Object entity, Visitor visitor) {
        CascadeStyle style = MappingParts.identifierCascade(persister);
        if (style != CascadeStyles.NONE && style.doCascade(action)) {
            Object id = persister.getIdentifier(entity, session);
            visitValue(persister.getIdentifierType(), style, id, Link.OWN_ROW, visitor);
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

    /** Visits children and orphans in the order in which one cascade of a flush reaches them. */
    void forEachChildAndOrphan(
            EntityPersister persister, Object entity, EntityEntry entry, Visitor children, Visitor orphans) {
        if (!isUnloadedReference(persister, entity)) {
            forEachChildOfIdentifier(persister, entity, children);
            for (int i = 0; i < persister.getPropertyTypes().length; i++) {
                if (persister.getPropertyTypes()[i] instanceof CompositeType component
                        && !component.isAnyType()
                        && mayHaveOrphans(component)) {
                    @Nullable Object[] loaded = entry.getLoadedState();
                    Object current = persister.getValue(entity, i);
                    forEachPart(component, loaded == null ? null : loaded[i], current, children, orphans);
                } else {
                    forEachChild(persister, entity, i, children);
                    forEachOrphan(persister, entity, entry, i, orphans);
                }
            }
        }
    }

    /** Visits children and orphans of one part of an embeddable after the other ({@code Cascade.cascadeComponent}). */
    private void forEachPart(
            CompositeType type, @Nullable Object loaded, @Nullable Object current, Visitor children, Visitor orphans) {
        if (current == null) {
            return;
        }
        Object[] parts = type.getPropertyValues(current, session);
        @Nullable Object[] loadedParts = loadedParts(type, loaded);
        for (int i = 0; i < parts.length; i++) {
            Type part = type.getSubtypes()[i];
            if (part instanceof CompositeType component && !part.isAnyType() && mayHaveOrphans(component)) {
                forEachPart(component, loadedParts[i], parts[i], children, orphans);
            } else {
                if (type.getCascadeStyle(i).doCascade(action)) {
                    visitValue(part, type.getCascadeStyle(i), parts[i], Link.OWN_ROW, children);
                }
                visitOrphansOfPart(type, i, loadedParts[i], parts[i], orphans);
            }
        }
    }

    /** Returns whether this is an enhanced reference. Until it is loaded, it holds only what its constructor has set. */
    private boolean isUnloadedReference(EntityPersister persister, Object entity) {
        EntityEntry entry = persister.getBytecodeEnhancementMetadata().isEnhancedForLazyLoading()
                ? session.getPersistenceContextInternal().getEntry(entity)
                : null;
        return entry != null && entry.getLoadedState() == null && entry.getStatus() == Status.MANAGED;
    }

    /**
     * Returns the value of a lazy attribute of an enhanced entity.
     *
     * @return null if this cascade does not make Hibernate load the attribute
     */
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
        if (!(persister.getPropertyTypes()[property] instanceof EntityType)) {
            return null; // as one of any entity, to which Hibernate cascades only if it is loaded
        }
        LazyAttributeLoadingInterceptor interceptor =
                persister.getBytecodeEnhancementMetadata().extractInterceptor(entity);
        return interceptor == null
                ? null
                : Loading.of(() -> interceptor.fetchAttribute(entity, persister.getPropertyNames()[property]));
    }

    /** Visits the orphans of {@code entity}: entities that it has let go of in associations with orphan removal. */
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
                return; // Even if the mapping cascades here, as hbm.xml can, there is no reason to load the elements.
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

    /**
     * Returns the elements of a collection that are written as its rows or together with them, as far as they are loaded.
     */
    Collection<?> writtenElements(CollectionType type, Object value) {
        if (persister(type).isInverse()
                || (value instanceof PersistentCollection<?> collection && !collection.wasInitialized())) {
            return List.of();
        }
        return CollectionOrphans.elements(value);
    }

    private Link elementLink(CollectionType type, Object value) {
        if (value instanceof PersistentCollection<?> collection && !collection.wasInitialized()) {
            return Link.QUEUED;
        }
        return persister(type).isInverse() ? Link.OTHER_SIDE : Link.JOIN_TABLE;
    }

    private void visitOrphansOfCollection(CollectionType type, @Nullable Object value, Visitor visitor) {
        PersistentCollection<?> collection = persistent(value);
        // That of a merged new entity has the snapshot of the detached one, but as a new one it has no orphans.
        if (collection == null
                || collection.isNewlyInstantiated()
                || !type.getElementType(session.getFactory()).isEntityType()) {
            return;
        }
        String entityName = type.getAssociatedEntityName(session.getFactory());
        CollectionOrphans orphans = new CollectionOrphans(session, entityName);
        if (!collection.wasInitialized()) {
            if (orphans.areQueued(persister(type).isExtraLazy(), collection)) {
                collection
                        .getQueuedOrphans(entityName)
                        .forEach(orphan -> visitor.visit(entityName, orphan, Link.OTHER_SIDE));
            }
            return;
        }
        CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(collection);
        Object snapshot = entry == null ? null : entry.getSnapshot();
        if (snapshot != null) {
            orphans.between(snapshot, collection).forEach(orphan -> visitor.visit(entityName, orphan, Link.OTHER_SIDE));
        } else if (entry != null && !MappingParts.isReadOnly(entry)) {
            fails = true; // Hibernate keeps no snapshot of an immutable collection, and fails when it needs one.
            if (failing) {
                Loading.of(() -> entry.getOrphans(entityName, collection));
            }
        }
    }

    /** Returns what Hibernate knows of a collection: the collection itself, or for an array what the session keeps beside it. */
    private @Nullable PersistentCollection<?> persistent(@Nullable Object value) {
        if (value instanceof PersistentCollection<?> collection) {
            return collection;
        }
        return value instanceof Object[]
                ? session.getPersistenceContextInternal().getCollectionHolder(value)
                : null;
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
     * Returns whether the session knows an entity, or has not loaded it yet. The inverse side of an association is not
     * written, so Hibernate keeps the loaded value there even after an earlier flush has deleted the entity.
     */
    private boolean isThere(Object loaded) {
        Object entity = Entities.unproxyIfInitialized(loaded);
        return entity == null || session.getPersistenceContextInternal().getEntry(entity) != null;
    }

    private void visitOrphansOfComponent(
            CompositeType type, @Nullable Object loaded, @Nullable Object current, Visitor visitor) {
        if (current == null || type.isAnyType()) {
            return; // Hibernate cascades nothing to an embeddable that is null, so nothing becomes an orphan.
        }
        @Nullable Object[] loadedParts = loadedParts(type, loaded);
        Object[] currentParts = type.getPropertyValues(current, session);
        for (int i = 0; i < currentParts.length; i++) {
            if (type.getSubtypes()[i] instanceof CompositeType component) {
                visitOrphansOfComponent(component, loadedParts[i], currentParts[i], visitor);
            } else {
                visitOrphansOfPart(type, i, loadedParts[i], currentParts[i], visitor);
            }
        }
    }

    /** Returns the parts of an embeddable that was loaded; nothing of one that was null, or whose entity is read-only. */
    private @Nullable Object[] loadedParts(CompositeType type, @Nullable Object loaded) {
        return loaded == null ? new Object[type.getSubtypes().length] : type.getPropertyValues(loaded, session);
    }

    private void visitOrphansOfPart(
            CompositeType type, int part, @Nullable Object loaded, @Nullable Object current, Visitor visitor) {
        if (!type.getCascadeStyle(part).hasOrphanDelete()) {
            return;
        }
        if (type.getSubtypes()[part] instanceof EntityType entity) {
            visitOrphanOfOne(entity, loaded, current, visitor);
        } else if (type.getSubtypes()[part] instanceof CollectionType collection) {
            visitOrphansOfCollection(collection, current, visitor);
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

    /**
     * Returns whether Hibernate takes both for the same entity. It does so if the loaded one is a proxy of the other
     * (HHH-11965), but deletes an entity that has been replaced by its proxy.
     */
    private boolean isSame(Object loaded, @Nullable Object current) {
        LazyInitializer proxy = loaded == current ? null : HibernateProxy.extractLazyInitializer(loaded);
        return loaded == current || (proxy != null && current != null && behind(proxy) == current);
    }

    /** Returns the entity that a proxy stands for, as far as the session has it. */
    private @Nullable Object behind(LazyInitializer proxy) {
        return proxy.isUninitialized()
                ? session.getPersistenceContextInternal().getEntity(proxyKey(proxy))
                : proxy.getImplementation();
    }

    private EntityKey proxyKey(LazyInitializer proxy) {
        EntityPersister persister =
                session.getFactory().getMappingMetamodel().getEntityDescriptor(proxy.getEntityName());
        return session.generateEntityKey(proxy.getInternalIdentifier(), persister);
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
