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
 * What an object held that the next flush would reach and that the session does not manage: a new entity, or a collection that
 * would be written as a whole. A callback may have left it there before receivers are called, who may then change it.
 *
 * @param values the attributes of an entity; null for a collection
 * @param state the same to be compared; null for a collection
 * @param elements the elements of the collection, or of those of the entity, one after the other
 */
record ReachedState(
        @Nullable Object @Nullable [] values, @Nullable EntityState state, List<@Nullable Object> elements) {

    static ReachedState of(EventSource session, @Nullable String entityName, Object object) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (isCollection(object)) {
            addElements(object, elements);
            return new ReachedState(null, null, elements);
        }
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

    private static boolean isCollection(Object object) {
        return object instanceof Collection<?>
                || object instanceof Map<?, ?>
                || object instanceof PersistentCollection<?>
                || object.getClass().isArray();
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

    /** Whether a later state is the same; elements are the same if they are the same objects. */
    boolean isSame(ReachedState later) {
        if (elements.size() != later.elements.size()) {
            return false;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) != later.elements.get(i)) {
                return false;
            }
        }
        return state == null || later.values == null || state.isSame(later.values, null);
    }
}
