package dev.signals.it.harmless;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/** Makes entities and values of them, all of it of numbers, so that both sides make the same. */
final class Maker {

    private static final int DEEPEST = 2;

    private final Domain domain;
    private final DomainClasses classes;
    private final Population population;
    private final Access access;
    private int depth;

    /** How entities are had. */
    interface Access {

        /** The entity as it is to be referred to now; null if it is gone. */
        @Nullable
        Object managed(Population.Handle handle, int n);

        void persist(Object entity);
    }

    Maker(Domain domain, DomainClasses classes, Population population, Access access) {
        this.domain = domain;
        this.classes = classes;
        this.population = population;
        this.access = access;
    }

    /** A new entity with some of its attributes set. */
    Made entity(String name, int number, int n) {
        Made made = population.create(name, number);
        fill(made, name, n);
        return made;
    }

    private void fill(Made made, String name, int n) {
        for (Attribute attribute : domain.attributes(domain.entity(name).orElseThrow())) {
            int m = Math.floorMod(n * 31 + attribute.name().hashCode() * 17, 1000);
            boolean wanted = attribute.required() || m % 10 < (attribute.kind().isPlural() ? 5 : 6);
            if (!wanted || isInverse(attribute) || attribute.kind() == Kind.GENERATED) {
                continue;
            }
            if (attribute.kind().isPlural()) {
                for (int i = 0; i <= m % 3; i++) {
                    addTo(made, name, attribute, m + i);
                }
            } else {
                made.set(attribute.name(), value(name, attribute, m));
            }
        }
    }

    static boolean isInverse(Attribute attribute) {
        return attribute.annotations().stream().anyMatch(text -> text.contains("mappedBy"));
    }

    /** A value for a singular attribute, or an element for a plural one. */
    @Nullable
    Object value(String owner, Attribute attribute, int n) {
        if (attribute.sample() != null) {
            Object value = classes.prototype(owner).sample(attribute.name(), n % 40);
            if (attribute.target() != null && value instanceof Part part && n % 3 != 0) {
                Object referred = reference(attribute, attribute.target(), n);
                if (referred != null) {
                    part.refer(referred);
                }
            }
            return value;
        }
        return attribute.target() == null ? null : reference(attribute, attribute.target(), n);
    }

    private @Nullable Object reference(Attribute attribute, String target, int n) {
        boolean fresh = attribute.name().equals("parent") || n % 3 == 0;
        if (fresh && depth < DEEPEST) {
            return fresh(attribute, target, n);
        }
        Population.Handle handle = population.pick(target, n);
        return handle == null ? null : access.managed(handle, n);
    }

    /** A new entity, which is persisted here unless a cascade will. */
    private Object fresh(Attribute attribute, String target, int n) {
        depth++;
        try {
            String name = population.concrete(target, n);
            Made made = population.create(name);
            fill(made, name, n + 1);
            if (!attribute.cascades() && n % 13 != 0) {
                access.persist(made);
            }
            return made;
        } finally {
            depth--;
        }
    }

    /** Adds an element, and sets the other side of it most of the time. */
    @SuppressWarnings("unchecked")
    void addTo(Made owner, String name, Attribute attribute, int n) {
        Object element = value(name, attribute, n);
        if (element == null) {
            return;
        }
        Object container = owner.get(attribute.name());
        if (attribute.kind() == Kind.ARRAY) {
            owner.set(
                    attribute.name(),
                    longer(container == null ? classes.prototype(name).empty(attribute.name()) : container, element));
        } else {
            if (container == null) {
                container = classes.prototype(name).empty(attribute.name());
                owner.set(attribute.name(), container);
            }
            if (container instanceof Map<?, ?> map) {
                Object key = key(name, attribute, element, n);
                if (key != null) {
                    ((Map<Object, Object>) map).put(key, element);
                }
            } else {
                ((Collection<Object>) container).add(element);
            }
        }
        linkBack(owner, attribute, element, n);
    }

    private @Nullable Object key(String owner, Attribute attribute, Object element, int n) {
        if (attribute.keyTarget() != null) {
            Population.Handle handle = population.pick(attribute.keyTarget(), n / 2);
            return handle == null ? null : access.managed(handle, n + 1);
        }
        return attribute.key() == null
                ? ((Made) element).number()
                : classes.prototype(owner).key(attribute.name(), n % 5);
    }

    @SuppressWarnings("unchecked")
    private void linkBack(Made owner, Attribute attribute, Object element, int n) {
        if (attribute.back() == null || attribute.target() == null || n % 7 == 0) {
            return;
        }
        Attribute back = domain.attribute(attribute.target(), attribute.back()).orElse(null);
        if (back != null && back.kind() == Kind.TO_ONE) {
            ((Made) element).set(back.name(), owner);
        } else if (back != null && ((Made) element).get(back.name()) instanceof Collection<?> others) {
            ((Collection<Object>) others).add(owner);
        }
    }

    private static Object longer(Object array, Object element) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length + 1);
        System.arraycopy(array, 0, copy, 0, length);
        Array.set(copy, length, element);
        return copy;
    }

    /** Changes a value in place, if it can be changed. */
    @SuppressWarnings("unchecked")
    static void mutate(@Nullable Object value, int n) {
        if (value == null || !Hibernate.isInitialized(value)) {
            return;
        }
        if (value instanceof Part part) {
            part.mutate(n);
        } else if (value instanceof java.util.Date date) {
            date.setTime(1_000_000_000_000L + n * 1000L);
        } else if (value instanceof java.util.Calendar calendar) {
            calendar.setTimeInMillis(1_000_000_000_000L + n * 1000L);
        } else if (value instanceof byte[] bytes && bytes.length > 0) {
            bytes[0] = (byte) n;
        } else if (value instanceof char[] characters && characters.length > 0) {
            characters[0] = (char) ('a' + n % 20);
        } else if (value instanceof String[] texts && texts.length > 0) {
            texts[0] = "m" + n;
        } else if (value instanceof Map<?, ?> map) {
            ((Map<String, Object>) map).put("m", "m" + n);
        } else if (value instanceof java.util.List<?> list && !list.isEmpty()) {
            mutateFirst((java.util.List<Object>) list, n);
        }
    }

    private static void mutateFirst(java.util.List<Object> list, int n) {
        if (list.get(0) instanceof Part part) {
            part.mutate(n);
        } else {
            list.set(0, list.get(0) instanceof Integer ? (Object) n : "m" + n);
        }
    }

    static Object[] elements(Object array) {
        Object[] elements = new Object[Array.getLength(array)];
        Arrays.setAll(elements, i -> Array.get(array, i));
        return elements;
    }
}
