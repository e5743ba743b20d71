package dev.signals.hibernate.internal.walk;

import java.util.function.Predicate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.AnyType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Loads what Hibernate loads to find references of a deleted entity to what has no row, or has none any more ({@code
 * ForeignKeys.Nullifier}): lazy references, and the rows of detached instances. The session keeps the answers for Hibernate.
 */
final class NullifiedReferences {

    private final EventSource session;
    private final EntityPersister persister;
    private final Object entity;
    private final boolean anyDeleted;
    private final Predicate<Object> isManaged;

    /**
     * Prepares the look at one entity.
     *
     * @param anyDeleted whether anything is deleted before the entity; only then does Hibernate load lazy references
     * @param isManaged whether Hibernate will manage an instance when it comes to this entity, though the session may not yet
     */
    NullifiedReferences(
            EventSource session,
            EntityPersister persister,
            Object entity,
            boolean anyDeleted,
            Predicate<Object> isManaged) {
        this.session = session;
        this.persister = persister;
        this.entity = entity;
        this.anyDeleted = anyDeleted;
        this.isManaged = isManaged;
    }

    /**
     * Loads what Hibernate loads at this place.
     *
     * @param state the state from which Hibernate deletes the entity
     */
    void load(@Nullable Object[] state) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            load(types[i], state[i], i);
        }
    }

    private void load(Type type, @Nullable Object value, int attribute) {
        if (value == null) {
            return;
        }
        if (type instanceof EntityType reference) {
            if (!reference.isOneToOne()) {
                ask(reference.getAssociatedEntityName(), initialized(value, attribute));
            }
        } else if (type instanceof AnyType) {
            ask(null, value);
        } else if (type instanceof ComponentType component) {
            loadParts(component, value, attribute);
        }
    }

    private void loadParts(ComponentType component, Object value, int attribute) {
        Type[] types = component.getSubtypes();
        for (Type type : types) {
            if (type.isEntityType() || type.isAnyType() || type.isComponentType()) {
                Object[] values = component.getPropertyValues(value, session);
                for (int i = 0; i < types.length; i++) {
                    load(types[i], values[i], attribute);
                }
                return;
            }
        }
    }

    private @Nullable Object initialized(Object value, int attribute) {
        if (!anyDeleted
                || value != LazyPropertyInitializer.UNFETCHED_PROPERTY
                || !(persister instanceof LazyPropertyInitializer lazy)) {
            return value;
        }
        String name = persister.getPropertyNames()[attribute];
        Object initialized = Loading.of(() -> lazy.initializeLazyProperty(name, entity, session));
        if (initialized == null && entity instanceof SelfDirtinessTracker tracker && isReadOnly()) {
            tracker.$$_hibernate_trackChange(name);
        }
        return initialized;
    }

    /**
     * Returns whether the entity is read-only. Before Hibernate deletes its row, it writes the references that it has cleared. It
     * counts a reference that it fetches and finds to be null among them, but does not fetch it again after the library.
     */
    private boolean isReadOnly() {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        return entry != null && !entry.isModifiableEntity();
    }

    private void ask(@Nullable String entityName, @Nullable Object value) {
        if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return;
        }
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        Object instance = initializer == null ? value : initializer.getImplementation(session);
        if (instance != null
                && instance != entity
                && !isManaged.test(instance)
                && session.getPersistenceContextInternal().getEntry(instance) == null) {
            EntityPersister target = session.getEntityPersister(entityName, instance);
            Entities.isWithoutRow(target, instance, session);
        }
    }
}
