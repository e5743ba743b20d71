package dev.signals.hibernate.internal.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A state array of Hibernate as a map. */
public final class LoadedState {

    private LoadedState() {}

    /** The values by attribute name, without collections and what has not been loaded; unmodifiable. */
    public static Map<String, @Nullable Object> asMap(EntityPersister persister, @Nullable Object[] state) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < state.length; i++) {
            if (isHeld(persister, state, i)) {
                values.put(persister.getPropertyNames()[i], state[i]);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /** Whether the array holds a value of this property that belongs to the entity itself. */
    public static boolean isHeld(EntityPersister persister, @Nullable Object[] state, int property) {
        return !persister.getPropertyTypes()[property].isCollectionType()
                && state[property] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }
}
