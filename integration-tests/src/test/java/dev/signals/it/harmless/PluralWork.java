package dev.signals.it.harmless;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/** What is done to an attribute with many values. */
final class PluralWork {

    private final DomainClasses classes;
    private final Maker maker;

    PluralWork(DomainClasses classes, Maker maker) {
        this.classes = classes;
        this.maker = maker;
    }

    /** Returns whether the step is about such an attribute. */
    boolean perform(Step step, Attribute attribute, Made owner) {
        if (!attribute.kind().isPlural()) {
            return false;
        }
        String name = attribute.name();
        switch (step.action()) {
            case SET_NULL -> owner.set(name, null);
            case ADD -> maker.addTo(owner, step.entity(), attribute, step.n());
            case DROP -> drop(owner, attribute, step.n());
            case CLEAR_ALL -> clear(owner.get(name));
            case REPLACE -> replace(owner, step, attribute, true);
            case COPY -> replace(owner, step, attribute, false);
            case REORDER -> reorder(owner.get(name), step.n());
            case MUTATE_ELEMENT -> mutateElement(owner.get(name), step.n());
            case TOUCH -> Hibernate.initialize(owner.get(name));
            default -> {}
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    void move(Made from, Made to, String attribute) {
        if (from.get(attribute) instanceof Collection<?> source
                && to.get(attribute) instanceof Collection<?> target
                && !source.isEmpty()) {
            Object element = source.iterator().next();
            source.remove(element);
            ((Collection<Object>) target).add(element);
        }
    }

    private static void clear(@Nullable Object container) {
        if (container instanceof Map<?, ?> map) {
            map.clear();
        } else if (container instanceof Collection<?> collection) {
            collection.clear();
        }
    }

    private static void drop(Made owner, Attribute attribute, int n) {
        Object container = owner.get(attribute.name());
        if (container instanceof Map<?, ?> map) {
            dropOne(map.keySet().iterator(), map.size(), n);
        } else if (container instanceof List<?> list && !list.isEmpty()) {
            list.remove(n % list.size());
        } else if (container instanceof Collection<?> collection) {
            dropOne(collection.iterator(), collection.size(), n);
        } else if (container != null && container.getClass().isArray() && Array.getLength(container) > 0) {
            Object shorter = Array.newInstance(container.getClass().getComponentType(), Array.getLength(container) - 1);
            System.arraycopy(container, 0, shorter, 0, Array.getLength(shorter));
            owner.set(attribute.name(), shorter);
        }
    }

    private static void dropOne(Iterator<?> iterator, int size, int n) {
        if (size > 0) {
            for (int i = 0; i <= n % size; i++) {
                iterator.next();
            }
            iterator.remove();
        }
    }

    @SuppressWarnings("unchecked")
    private void replace(Made owner, Step step, Attribute attribute, boolean other) {
        Object old = owner.get(attribute.name());
        Object container = classes.prototype(step.entity()).empty(attribute.name());
        if (container instanceof Map<?, ?> map && old instanceof Map<?, ?> before) {
            ((Map<Object, Object>) map).putAll(before);
            if (other && !map.isEmpty()) {
                map.remove(map.keySet().iterator().next());
            }
        } else if (container instanceof Collection<?> collection && old instanceof Collection<?> before) {
            ((Collection<Object>) collection).addAll(before);
            if (other && !collection.isEmpty()) {
                collection.remove(collection.iterator().next());
            }
        } else if (old != null && old.getClass().isArray()) {
            int length = Math.max(0, Array.getLength(old) - (other ? 1 : 0));
            container = Array.newInstance(old.getClass().getComponentType(), length);
            System.arraycopy(old, 0, container, 0, length);
        }
        owner.set(attribute.name(), container);
        if (other && step.n() % 2 == 0) {
            maker.addTo(owner, step.entity(), attribute, step.n());
        }
    }

    private static void reorder(@Nullable Object container, int n) {
        if (container instanceof List<?> list && list.size() > 1) {
            Collections.rotate(list, 1 + n % 3);
        } else if (container != null && container.getClass().isArray() && Array.getLength(container) > 1) {
            List<Object> elements = new ArrayList<>(Arrays.asList(Maker.elements(container)));
            Collections.rotate(elements, 1);
            for (int i = 0; i < elements.size(); i++) {
                Array.set(container, i, elements.get(i));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void mutateElement(@Nullable Object container, int n) {
        Object element = null;
        if (container instanceof Map<?, ?> map && !map.isEmpty()) {
            element = map.values().iterator().next();
        } else if (container instanceof Collection<?> collection && !collection.isEmpty()) {
            element = collection.iterator().next();
        } else if (container != null && container.getClass().isArray() && Array.getLength(container) > 0) {
            element = Array.get(container, 0);
        }
        if (element instanceof Made made) {
            made.number(); // Loads it.
        } else {
            Maker.mutate(element, n);
        }
    }
}
