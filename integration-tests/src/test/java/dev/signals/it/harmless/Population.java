package dev.signals.it.harmless;

import jakarta.persistence.PersistenceUnitUtil;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities that the work on one side has made, by number. */
final class Population {

    private static final int FIRST_OF_ITS_OWN = 1000;

    private final Domain domain;
    private final DomainClasses classes;
    private final PersistenceUnitUtil util;
    private final Map<Integer, Handle> handles = new LinkedHashMap<>();
    private int next = FIRST_OF_ITS_OWN;

    Population(Domain domain, DomainClasses classes, PersistenceUnitUtil util) {
        this.domain = domain;
        this.classes = classes;
        this.util = util;
    }

    /** An entity by its number, with the instance that was seen last. */
    final class Handle {

        private final String entity;
        private Object instance;
        private @Nullable Object id;
        private boolean writableAgain;

        private Handle(String entity, Object instance) {
            this.entity = entity;
            this.instance = instance;
        }

        String entity() {
            return entity;
        }

        Class<?> type() {
            return classes.entity(entity);
        }

        Object instance() {
            return instance;
        }

        void instance(Object seen) {
            instance = seen;
        }

        /** Notes that the instance was read-only, and is no more. */
        void becomesWritable() {
            writableAgain = true;
        }

        @Nullable
        Object id() {
            if (id == null) {
                id = util.getIdentifier(instance);
            }
            return id;
        }
    }

    /** The entities that have been read-only and are no more. */
    List<Handle> writableAgain() {
        return handles.values().stream().filter(handle -> handle.writableAgain).toList();
    }

    @Nullable
    Handle find(int number) {
        return handles.get(number);
    }

    /** A new instance, known by the number. */
    Made create(String entity, int number) {
        Made made = classes.create(entity);
        made.assign(number);
        handles.put(number, new Handle(entity, made));
        return made;
    }

    Made create(String entity) {
        return create(entity, next++);
    }

    void gone(int number) {
        handles.remove(number);
    }

    /** One of the entities of a type. */
    @Nullable
    Handle pick(String type, int n) {
        List<Handle> fitting = handles.values().stream()
                .filter(handle -> domain.isA(handle.entity(), type))
                .toList();
        return fitting.isEmpty() ? null : fitting.get(Math.floorMod(n, fitting.size()));
    }

    /** A class of which there can be instances, of a type or a subclass of it. */
    String concrete(String type, int n) {
        List<String> fitting = domain.concrete().stream()
                .map(EntitySpec::name)
                .filter(name -> domain.isA(name, type))
                .toList();
        return fitting.get(Math.floorMod(n, fitting.size()));
    }
}
