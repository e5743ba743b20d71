package dev.signals.hibernate.internal.hooks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The collections of the managed copy that a merge makes of a new object, as they are before receivers see it. The merge
 * fills them only afterwards with what the object holds, and forgets what was in them; so what receivers have added is
 * added once more when the merge has ended.
 */
final class CollectionsOfCopy {

    private final EntityPersister persister;
    private final Object copy;
    private final List<List<?>> before = new ArrayList<>();

    CollectionsOfCopy(EntityPersister persister, Object copy) {
        this.persister = persister;
        this.copy = copy;
        for (int i = 0; i < persister.getPropertyTypes().length; i++) {
            before.add(elements(i));
        }
    }

    /** What is to be done when the merge has ended: adds what has been added since. */
    List<Runnable> additions() {
        List<Runnable> additions = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            for (Object element : elements(i)) {
                if (!holds(before.get(i), element)) {
                    int property = i;
                    additions.add(() -> add(property, element));
                }
            }
        }
        return additions;
    }

    /** The elements of a collection, or the entries of a map; none if the property is something else. */
    private List<?> elements(int property) {
        Type type = persister.getPropertyTypes()[property];
        Object value = type instanceof CollectionType ? persister.getValue(copy, property) : null;
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                    .toList();
        }
        return value instanceof Collection<?> collection ? new ArrayList<>(collection) : List.of();
    }

    @SuppressWarnings("unchecked") // it has come out of a collection of this type
    private void add(int property, Object element) {
        Object value = persister.getValue(copy, property);
        if (element instanceof Entry entry && value instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).putIfAbsent(entry.key, entry.value);
        } else if (value instanceof Collection<?> collection && !holds(collection, element)) {
            ((Collection<Object>) collection).add(element);
        }
    }

    private static boolean holds(Collection<?> elements, Object element) {
        return elements.stream().anyMatch(each -> each == element || (each instanceof Entry && each.equals(element)));
    }

    private record Entry(@Nullable Object key, @Nullable Object value) {}
}
