package dev.signals.hibernate.internal.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** A view of Hibernate's state arrays as maps. */
public final class LoadedState {

    private LoadedState() {}

    /**
     * Returns the values of the row by attribute name, with identifiers in the place of entities, without collections,
     * inverse sides and attributes that are not loaded. The map is unmodifiable.
     */
    public static Map<String, @Nullable Object> ofRow(EntityPersister persister, @Nullable Object[] state) {
        References references = new References(persister.getFactory());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < state.length; i++) {
            Type type = persister.getPropertyTypes()[i];
            if (isHeld(persister, state, i) && !isInverseSide(type) && isAttribute(persister, i)) {
                values.put(persister.getPropertyNames()[i], references.toId(type, state[i]));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /** Returns whether a type is a one-to-one association without a column of its own. */
    public static boolean isInverseSide(Type type) {
        return type instanceof EntityType entity && entity.isOneToOne();
    }

    /** Returns whether the array holds a value of this property that belongs to the entity itself. */
    public static boolean isHeld(EntityPersister persister, @Nullable Object[] state, int property) {
        return !persister.getPropertyTypes()[property].isCollectionType()
                && state[property] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    /** Returns whether a property is an attribute of the entity class, and not one that Hibernate has added. */
    static boolean isAttribute(EntityPersister persister, int property) {
        String name = persister.getPropertyNames()[property];
        return !name.startsWith("_") // All of Hibernate's do, and only a few of applications.
                || persister
                                .getFactory()
                                .getJpaMetamodel()
                                .entity(persister.getEntityName())
                                .findAttribute(name)
                        != null;
    }
}
