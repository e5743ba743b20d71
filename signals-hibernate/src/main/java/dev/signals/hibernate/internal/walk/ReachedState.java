package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EntityState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The state of a new entity that the next flush would reach and that the session does not manage. A callback may have left
 * it there before receivers are called, and receivers may then change it.
 *
 * @param values the attribute values; null if they are not known
 * @param state the same values in a form that can be compared; null if they are not known
 * @param elements the elements of all collections of the entity, one after the other
 */
record ReachedState(
        @Nullable Object @Nullable [] values, @Nullable EntityState state, List<@Nullable Object> elements) {

    static ReachedState of(EventSource session, @Nullable String entityName, Object object) {
        List<@Nullable Object> elements = new ArrayList<>();
        EntityPersister persister = Entities.findPersister(session, entityName, object);
        if (persister == null) {
            return new ReachedState(null, null, elements);
        }
        @Nullable Object[] values = persister.getValues(object);
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            if (types[i] instanceof CollectionType && values[i] != null) {
                addElements(values[i], elements);
            }
        }
        return new ReachedState(values, EntityState.of(persister, values), elements);
    }

    private static void addElements(Object collection, List<@Nullable Object> elements) {
        if (collection instanceof PersistentCollection<?> held && !held.wasInitialized()) {
            return;
        }
        if (collection instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                elements.add(key);
                elements.add(value);
            });
        } else if (collection instanceof Collection<?> all) {
            elements.addAll(all);
        }
    }

    /** Returns whether a later state of the object is the same. Elements are the same if they are the same objects. */
    boolean isSame(Object object, ReachedState later) {
        if (elements.size() != later.elements.size()) {
            return false;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) != later.elements.get(i)) {
                return false;
            }
        }
        return state == null || later.values == null || state.isSame(object, later.values, null);
    }
}
