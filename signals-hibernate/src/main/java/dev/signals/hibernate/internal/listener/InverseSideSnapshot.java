package dev.signals.hibernate.internal.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the collections and inverse one-to-one associations of the managed copy that a merge makes of a new object,
 * taken before its receivers are called. The merge fills them only afterwards and drops what was in them. So additions of
 * receivers are made once more when the merge has ended.
 */
final class InverseSideSnapshot {

    private final SessionImplementor session;
    private final List<Place> places = new ArrayList<>();

    InverseSideSnapshot(SessionImplementor session) {
        this.session = session;
    }

    void take(EntityPersister persister, Object copy) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            int property = i;
            Supplier<@Nullable Object> value = () -> persister.getValue(copy, property);
            if (types[i] instanceof OneToOneType one && one.getForeignKeyDirection() == ForeignKeyDirection.TO_PARENT) {
                places.add(new InverseEntity(persister, copy, property, value.get()));
            } else {
                addCollections(types[i], value);
            }
        }
    }

    private void addCollections(Type type, Supplier<@Nullable Object> value) {
        if (type instanceof CollectionType collection) {
            boolean entities = collection.getElementType(session.getFactory()).isEntityType();
            places.add(new Elements(value, entities, Elements.of(value.get())));
        } else if (type instanceof CompositeType component && !type.isAnyType()) {
            for (int i = 0; i < component.getSubtypes().length; i++) {
                int part = i;
                addCollections(component.getSubtypes()[i], () -> {
                    Object whole = value.get();
                    return whole == null ? null : component.getPropertyValue(whole, part, session);
                });
            }
        }
    }

    /** Returns the work for the end of the merge: it repeats what has been added since the snapshot. */
    List<Runnable> additions() {
        return places.stream().flatMap(place -> place.additions().stream()).toList();
    }

    /** A place in the copy that the merge is going to overwrite. */
    private interface Place {
        List<Runnable> additions();
    }

    private record InverseEntity(
            EntityPersister persister,
            Object copy,
            int property,
            @Nullable Object before) implements Place {

        @Override
        public List<Runnable> additions() {
            Object now = persister.getValue(copy, property);
            return now == null || now == before ? List.of() : List.of(() -> persister.setValue(copy, property, now));
        }
    }

    private record Elements(Supplier<@Nullable Object> collection, boolean entities, List<?> before) implements Place {

        /** Returns the elements of a collection, or the entries of a map. */
        static List<?> of(@Nullable Object value) {
            if (value instanceof Map<?, ?> map) {
                return map.entrySet().stream()
                        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                        .toList();
            }
            return value instanceof Collection<?> elements ? new ArrayList<>(elements) : List.of();
        }

        @Override
        public List<Runnable> additions() {
            List<Object> added = new ArrayList<>(of(collection.get()));
            before.forEach(each -> remove(each, added));
            return added.stream().<Runnable>map(element -> () -> add(element)).toList();
        }

        /** Removes an element once. New entities may equal each other, so entities are compared by identity. */
        private void remove(Object element, List<Object> from) {
            for (Iterator<Object> each = from.iterator(); each.hasNext(); ) {
                Object other = each.next();
                if (entities
                        ? Entry.value(other) == Entry.value(element) && Entry.areKeysEqual(other, element)
                        : Objects.equals(other, element)) {
                    each.remove();
                    return;
                }
            }
        }

        @SuppressWarnings("unchecked") // it has come out of a collection of this type
        private void add(Object element) {
            Object value = collection.get();
            if (element instanceof Entry entry && value instanceof Map<?, ?> map) {
                ((Map<Object, Object>) map).putIfAbsent(entry.key, entry.value);
            } else if (value instanceof Collection<?> elements && !(entities && holds(elements, element))) {
                ((Collection<Object>) elements).add(element);
            }
        }

        /** Returns whether a collection holds the very object. New entities may equal each other. */
        private static boolean holds(Collection<?> elements, Object element) {
            return elements.stream().anyMatch(each -> each == element);
        }
    }

    private record Entry(@Nullable Object key, @Nullable Object value) {
        static @Nullable Object value(Object element) {
            return element instanceof Entry entry ? entry.value : element;
        }

        static boolean areKeysEqual(Object one, Object other) {
            return !(one instanceof Entry first && other instanceof Entry second)
                    || Objects.equals(first.key, second.key);
        }
    }
}
