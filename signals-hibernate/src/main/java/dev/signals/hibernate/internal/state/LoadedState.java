package dev.signals.hibernate.internal.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A view of Hibernate's state arrays as maps. */
public final class LoadedState {

    private LoadedState() {}

    /**
     * Returns the values by attribute name, without collections and attributes that are not loaded. The map is unmodifiable.
     */
    public static Map<String, @Nullable Object> asMap(EntityPersister persister, @Nullable Object[] state) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < state.length; i++) {
            if (isHeld(persister, state, i) && isAttribute(persister, i)) {
                values.put(persister.getPropertyNames()[i], state[i]);
            }
        }
        return Collections.unmodifiableMap(values);
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
