package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EntityState;
import dev.signals.hibernate.internal.state.ReadableState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The state of a new entity that the next flush would insert and that the session does not manage, or of an orphan that it
 * would delete. A callback may have left it there before receivers are called, and receivers may then change it.
 */
final class ReachedState {

    /** Of an object that is not loaded, which a reading of its values would load, or that is no entity. */
    private static final ReachedState UNKNOWN = new ReachedState();

    private final @Nullable EntityPersister persister;
    private final @Nullable Object[] values;
    private final @Nullable EntityState state;

    /** For each attribute the elements, if it is a collection. */
    private final @Nullable List<?>[] elements;

    private ReachedState() {
        this.persister = null;
        this.values = new Object[0];
        this.state = null;
        this.elements = new List<?>[0];
    }

    private ReachedState(EntityPersister persister, @Nullable Object[] values) {
        Type[] types = persister.getPropertyTypes();
        this.persister = persister;
        this.values = values;
        this.state = EntityState.of(persister, values);
        this.elements = new List<?>[types.length];
        for (int i = 0; i < types.length; i++) {
            elements[i] = types[i] instanceof CollectionType ? elements(values[i]) : null;
        }
    }

    static ReachedState of(EventSource session, @Nullable String entityName, Object object) {
        Object entity = Entities.unproxyIfInitialized(object);
        if (entity == null || !Hibernate.isInitialized(entity)) {
            return UNKNOWN;
        }
        EntityPersister persister = Entities.findPersister(session, entityName, entity);
        return persister == null ? UNKNOWN : new ReachedState(persister, persister.getValues(entity));
    }

    private static List<?> elements(@Nullable Object value) {
        boolean isUnloaded = value instanceof PersistentCollection<?> held && !held.wasInitialized();
        List<@Nullable Object> elements = new ArrayList<>();
        if (!isUnloaded && value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                elements.add(key);
                elements.add(each);
            });
        } else if (!isUnloaded && value instanceof Collection<?> all) {
            elements.addAll(all);
        }
        return elements;
    }

    /**
     * Returns whether a later state of the object is the same. Elements are the same if they are the same objects. An object
     * that has been loaded since is still the same.
     */
    boolean isSame(Object object, ReachedState later) {
        if (state == null || later.persister == null) {
            return true;
        }
        Object entity = Hibernate.unproxy(object);
        for (int i = 0; i < elements.length; i++) {
            if (!areSame(elements[i], later.elements[i])
                    && isReadAgain(later.persister, entity, i, later.elements[i])) {
                return false;
            }
        }
        return state.isSame(entity, later.values, null);
    }

    /** Returns whether a second reading of an attribute has the same elements; a getter may return others each time. */
    private static boolean isReadAgain(
            EntityPersister persister, Object entity, int property, @Nullable List<?> first) {
        return areSame(first, elements(ReadableState.of(persister, entity, property)));
    }

    private static boolean areSame(@Nullable List<?> left, @Nullable List<?> right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) != right.get(i)) {
                return false;
            }
        }
        return true;
    }
}
