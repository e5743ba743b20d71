package dev.signals.hibernate.internal.mapping;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A collection attribute whose rows the entity writes itself, so not one with {@code mappedBy}.
 *
 * @param persister the collection's persister
 * @param type the type of the attribute
 * @param elementType the type of the elements
 * @param attribute the name of the attribute, with dots inside embeddables
 * @param path the index of the property of the entity, and of each embeddable on the way
 */
public record OwnedCollection(
        CollectionPersister persister, CollectionType type, Type elementType, String attribute, int[] path) {

    /** Returns whether it is an association with rows in a table of their own. */
    public boolean isAssociation() {
        return persister.isManyToMany() || (elementType.isAnyType() && !persister.isOneToMany());
    }

    /** Returns the type of the keys of a map. */
    public Type indexType() {
        return HibernateAdapter.indexType(persister);
    }

    /**
     * Returns the value by which the rows refer to the owner: its identifier, or another unique attribute. It is null
     * if the session does not manage the owner, or if the owner has no such value.
     */
    public @Nullable Object key(Object owner, SessionImplementor session) {
        try {
            return type.getKeyOfOwner(owner, session);
        } catch (UnsupportedOperationException e) {
            return null; // Hibernate throws this if the attribute is null.
        }
    }

    /** Returns whether Hibernate has loaded or written this collection for the owner, according to the key. */
    public boolean isThatOf(Object owner, @Nullable CollectionEntry entry, SessionImplementor session) {
        Object key = key(owner, session);
        return entry != null
                && key != null
                && entry.getLoadedPersister() == persister
                && entry.getLoadedKey() != null
                && HibernateAdapter.keyType(persister).isEqual(key, entry.getLoadedKey(), session.getFactory());
    }

    /** Returns whether its elements are entities. */
    public boolean hasEntities() {
        return elementType.isEntityType() || elementType.isAnyType();
    }

    /**
     * Returns whether a collection that is emptied loses all its rows. While a filter is enabled, it loses only the
     * rows that were loaded.
     */
    public boolean isClearedAsAWhole(SessionImplementor session) {
        return !persister.isAffectedByEnabledFilters(session);
    }

    /** Returns the declared class of the elements; {@code Object} if any class is possible. */
    public Class<?> elementClass() {
        return elementType.isAnyType() ? Object.class : elementType.getReturnedClass();
    }

    /** Returns the value of the attribute; {@code UNFETCHED_PROPERTY} if it has not been loaded. */
    public @Nullable Object value(EntityPersister owner, Object entity, SessionImplementor session) {
        if (!owner.getBytecodeEnhancementMetadata().isAttributeLoaded(entity, owner.getPropertyNames()[path[0]])) {
            return LazyPropertyInitializer.UNFETCHED_PROPERTY;
        }
        Object value = owner.getValue(entity, path[0]);
        Type partType = owner.getPropertyTypes()[path[0]];
        for (int i = 1; i < path.length && value != null; i++) {
            CompositeType component = (CompositeType) partType;
            value = component.getPropertyValue(value, path[i], session);
            partType = component.getSubtypes()[path[i]];
        }
        return value;
    }
}
