package dev.signals.it.collection.random;

import dev.signals.it.collection.random.Role.Shape;
import dev.signals.it.collection.random.Store.Box;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One collection of a box, whichever kind it is. The entries of a map have keys of a few. */
record Content(Box box, Role role) {

    private static final int KEYS = 4;

    boolean isNull() {
        return box.get(role) == null;
    }

    /** The items, loaded; in an order that does not depend on the hashes of objects. */
    List<Object> items() {
        if (isNull()) {
            return List.of();
        }
        List<Object> items = new ArrayList<>(role.shape() == Shape.MAP ? map().values() : collection());
        if (role.shape() == Shape.SET) {
            items.sort(Comparator.comparing(Store::text));
        }
        return items;
    }

    /** Adds an item where the collection is null too; in a map it may take the place of another one. */
    void add(Object item, int key) {
        if (isNull()) {
            replace(List.of(item));
        } else if (role.shape() == Shape.MAP) {
            map().put("k" + key % KEYS, item);
        } else if (!role.isExclusive() || !collection().contains(item)) {
            collection().add(item);
        }
    }

    /** Takes out one of the items, if there is any; and returns it. */
    @Nullable
    Object removeAny(int number) {
        if (items().isEmpty()) {
            return null;
        }
        if (role.shape() == Shape.MAP) {
            List<String> keys = map().keySet().stream().sorted().toList();
            return map().remove(keys.get(number % keys.size()));
        }
        Object item = items().get(number % items().size());
        collection().remove(item);
        return item;
    }

    void clear() {
        if (role.shape() == Shape.MAP && !isNull()) {
            map().clear();
        } else if (!isNull()) {
            collection().clear();
        }
    }

    /** Puts an item in the place of another one. */
    void set(int number, Object item) {
        if (role.shape() == Shape.LIST && !items().isEmpty() && !list().contains(item)) {
            list().set(number % list().size(), item);
        } else if (role.shape() == Shape.MAP && !items().isEmpty()) {
            map().put(map().keySet().stream().min(String::compareTo).orElseThrow(), item);
        }
    }

    /** Changes the order of a list, exchanges two values of a map, and takes an item out of a set and in again. */
    void reorder() {
        if (items().size() < 2) {
            return;
        }
        switch (role.shape()) {
            case LIST -> list().add(list().remove(0));
            case SET -> collection().add(Objects.requireNonNull(removeAny(0)));
            case MAP -> {
                List<String> keys = map().keySet().stream().sorted().toList();
                map().put(keys.get(0), Objects.requireNonNull(map().put(keys.get(1), map().get(keys.get(0)))));
            }
        }
    }

    void replaceBySame() {
        if (!isNull()) {
            box.set(role, role.shape() == Shape.MAP ? new HashMap<>(map()) : fresh(collection()));
        }
    }

    /** Sets another collection, without a look at the one that is there. */
    void replace(List<?> items) {
        if (role.shape() == Shape.MAP) {
            Map<String, Object> map = new HashMap<>();
            items.forEach(item -> map.put("k" + map.size(), item));
            box.set(role, map);
        } else {
            box.set(role, fresh(items));
        }
    }

    void replaceByNull() {
        box.set(role, null);
    }

    private Collection<Object> fresh(Collection<?> items) {
        return role.shape() == Shape.SET ? new HashSet<>(items) : new ArrayList<>(items);
    }

    @SuppressWarnings("unchecked") // as the role says
    private Collection<Object> collection() {
        return (Collection<Object>) Objects.requireNonNull(box.get(role));
    }

    @SuppressWarnings("unchecked") // as the role says
    private List<Object> list() {
        return (List<Object>) Objects.requireNonNull(box.get(role));
    }

    @SuppressWarnings("unchecked") // as the role says
    private Map<String, Object> map() {
        return (Map<String, Object>) Objects.requireNonNull(box.get(role));
    }
}
