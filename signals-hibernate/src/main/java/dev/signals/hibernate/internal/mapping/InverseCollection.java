package dev.signals.hibernate.internal.mapping;

import java.util.Arrays;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A collection attribute with {@code mappedBy}, seen from the entity type that writes its rows: an owner of the association, or
 * the entity with the foreign key.
 *
 * @param persister the persister of the collection
 * @param attribute the name of the attribute
 * @param mappedBy the name of the attribute of the other entity that writes the rows
 * @param path the index of the property with the foreign key, and of each embeddable on the way; empty if the rows are in a
 *     table of their own
 */
public record InverseCollection(CollectionPersister persister, String attribute, String mappedBy, int[] path) {

    /** Returns whether the rows of the elements refer to the entity that has the collection. */
    public boolean isByForeignKey() {
        return path.length > 0;
    }

    /** The entity that declares the attribute. */
    public EntityPersister farSide() {
        return persister.getOwnerEntityPersister();
    }

    /** Returns the value of the foreign key in a state; {@code UNFETCHED_PROPERTY} if it is not loaded. */
    public @Nullable Object reference(
            EntityPersister entity, @Nullable Object[] state, SharedSessionContractImplementor session) {
        Object value = state[path[0]];
        Type type = entity.getPropertyTypes()[path[0]];
        for (int i = 1; i < path.length && value != null; i++) {
            if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
                return value;
            }
            CompositeType component = (CompositeType) type;
            value = component.getPropertyValue(value, path[i], session);
            type = component.getSubtypes()[path[i]];
        }
        return value;
    }

    /** The same record only if it is the same collection; the path follows from it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InverseCollection inverse
                && inverse.persister == persister
                && Arrays.equals(inverse.path, path);
    }

    @Override
    public int hashCode() {
        return persister.getRole().hashCode();
    }
}
