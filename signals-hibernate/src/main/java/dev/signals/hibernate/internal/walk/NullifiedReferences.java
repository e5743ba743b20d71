package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.function.Predicate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.hibernate.generator.Generator;
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
    private final Predicate<Object> isDeleted;

    /**
     * Prepares the look at one entity.
     *
     * @param anyDeleted whether anything is deleted before the entity; only then does Hibernate load lazy references
     * @param isManaged whether Hibernate will manage an instance when it comes to this entity, though the session may not yet
     * @param isDeleted whether Hibernate will have deleted an instance when it comes to this entity
     */
    NullifiedReferences(
            EventSource session,
            EntityPersister persister,
            Object entity,
            boolean anyDeleted,
            Predicate<Object> isManaged,
            Predicate<Object> isDeleted) {
        this.session = session;
        this.persister = persister;
        this.entity = entity;
        this.anyDeleted = anyDeleted;
        this.isManaged = isManaged;
        this.isDeleted = isDeleted;
    }

    /**
     * Loads what Hibernate loads at this place.
     *
     * @param state the state from which Hibernate deletes the entity
     * @return whether Hibernate fails at this entity, because a mandatory reference is nullified ({@code
     *     Nullability.checkNullability})
     */
    boolean load(@Nullable Object[] state) {
        Type[] types = persister.getPropertyTypes();
        boolean fails = false;
        for (int i = 0; i < types.length; i++) {
            boolean mandatory = !persister.getPropertyNullability()[i];
            fails |= isMissing(types[i], state[i], mandatory, i) && isChecked(i);
        }
        return fails && session.getFactory().getSessionFactoryOptions().isCheckNullability();
    }

    private boolean isChecked(int attribute) {
        Generator generator = HibernateAdapter.generators(persister)[attribute];
        return persister.getPropertyUpdateability()[attribute]
                && (generator == null || !generator.generatesSometimes());
    }

    /** Returns whether a mandatory reference, or a part of an embeddable that is one, is nullified. */
    private boolean isMissing(Type type, @Nullable Object value, boolean mandatory, int attribute) {
        if (value == null) {
            return false; // It was null before.
        }
        if (type instanceof EntityType reference) {
            return !reference.isOneToOne()
                    && isNullified(reference.getAssociatedEntityName(), initialized(value, attribute))
                    && mandatory;
        }
        if (type instanceof AnyType) {
            return isNullified(null, value) && mandatory;
        }
        return type instanceof ComponentType component && isPartMissing(component, value, attribute);
    }

    private boolean isPartMissing(ComponentType component, Object value, int attribute) {
        boolean missing = false;
        Type[] types = component.getSubtypes();
        for (Type type : types) {
            if (type.isEntityType() || type.isAnyType() || type.isComponentType()) {
                Object[] values = component.getPropertyValues(value, session);
                boolean @Nullable [] nullability = component.getPropertyNullability();
                for (int i = 0; i < types.length; i++) {
                    boolean mandatory = nullability != null && !nullability[i];
                    missing |= isMissing(types[i], values[i], mandatory, attribute);
                }
                return missing;
            }
        }
        return missing;
    }

    private @Nullable Object initialized(Object value, int attribute) {
        if (!anyDeleted
                || value != LazyPropertyInitializer.UNFETCHED_PROPERTY
                || !(persister instanceof LazyPropertyInitializer lazy)) {
            return value;
        }
        String name = persister.getPropertyNames()[attribute];
        return Loading.of(() -> lazy.initializeLazyProperty(name, entity, session));
    }

    private boolean isNullified(@Nullable String entityName, @Nullable Object value) {
        if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return false;
        }
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        Object instance = initializer == null ? value : initializer.getImplementation(session);
        if (instance == null || instance == entity) {
            return false;
        }
        PersistenceContext context = session.getPersistenceContextInternal();
        EntityEntry entry = context.getEntry(instance);
        if (entry != null || isManaged.test(instance)) {
            return isDeleted.test(instance)
                    || (entry != null && context.containsNullifiableEntityKey(entry::getEntityKey));
        }
        return Entities.isWithoutRow(session.getEntityPersister(entityName, instance), instance, session);
    }
}
