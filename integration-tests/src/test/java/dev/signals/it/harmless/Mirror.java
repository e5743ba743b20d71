package dev.signals.it.harmless;

import dev.signals.hibernate.Changed;
import dev.signals.hibernate.Changes;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.PostDelete;
import dev.signals.hibernate.PostSave;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A copy of the rows of a database that is kept by applying what is announced, and nothing else. */
final class Mirror {

    private final Domain domain;
    private final SessionFactory factory;
    private final Map<String, Map<String, String>> rows = new TreeMap<>();

    private Mirror(Domain domain, SessionFactory factory) {
        this.domain = domain;
        this.factory = factory;
    }

    /** A copy that follows {@code changed}, which is sent once for each entity and transaction. */
    static Mirror ofChanged(Domain domain, SessionFactory factory) {
        Mirror mirror = new Mirror(domain, factory);
        ModelSignals.of(factory).changed().connect(mirror::apply);
        return mirror;
    }

    /** A copy that follows each save and deletion, after the commit. */
    static Mirror ofSaves(Domain domain, SessionFactory factory) {
        Mirror mirror = new Mirror(domain, factory);
        ModelSignals signals = ModelSignals.of(factory);
        signals.postSave().connect(mirror::apply, ModelSignals.afterCommit());
        signals.postDelete().connect(mirror::apply, ModelSignals.afterCommit());
        return mirror;
    }

    private void apply(Changed<?> event) {
        switch (event.kind()) {
            case CREATED -> {
                rows.put(key(event.entityName(), event.id()), new TreeMap<>());
                save(event.entityName(), event.id(), event.instance(), event.changes());
            }
            case UPDATED -> save(event.entityName(), event.id(), event.instance(), event.changes());
            case DELETED -> rows.remove(key(event.entityName(), event.id()));
        }
    }

    private void apply(PostSave<?> event) {
        if (event.created()) {
            rows.put(key(event.entityName(), event.id()), new TreeMap<>());
        }
        save(event.entityName(), event.id(), event.instance(), event.changes());
    }

    private void apply(PostDelete<?> event) {
        rows.remove(key(event.entityName(), event.id()));
    }

    private void save(String entityName, @Nullable Object id, Object instance, Changes changes) {
        Map<String, String> row = rows.computeIfAbsent(key(entityName, id), none -> new TreeMap<>());
        if (changes.isKnown()) {
            changes.forEach(change -> put(row, change.attribute(), shown(change.newValue())));
        } else {
            // Of a stateless session, which has no old state: what is written is all of the instance.
            try (Session session = factory.openSession()) {
                SessionImplementor implementor = session.unwrap(SessionImplementor.class);
                EntityPersister persister = implementor.getEntityPersister(entityName, instance);
                new StoredState(implementor, (attribute, value) -> put(row, attribute, shown(value)))
                        .read(persister, instance);
            }
        }
    }

    private static void put(Map<String, String> row, String attribute, String value) {
        if (value.equals("null")) {
            row.remove(attribute);
        } else {
            row.put(attribute, value);
        }
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Map.Entry<?, ?> any
                ? Show.simpleName(any.getKey() + "") + " " + any.getValue()
                : Show.value(value);
    }

    private String key(String entityName, @Nullable Object id) {
        String name = Show.simpleName(entityName);
        return domain.entity(name).map(domain::root).map(EntitySpec::name).orElse(name) + " " + Show.value(id);
    }

    /** Where the copy and the database part, as pairs of what is in the database and what is in the copy. */
    List<String[]> faults() {
        Map<String, Map<String, String>> stored = stored();
        List<String[]> faults = new ArrayList<>();
        stored.forEach((key, row) -> {
            Map<String, String> copy = rows.get(key);
            if (copy == null) {
                faults.add(new String[] {"row " + key, "no row " + key});
            } else if (!copy.equals(row)) {
                attributes(key, row, copy, faults);
            }
        });
        rows.keySet().stream()
                .filter(key -> !stored.containsKey(key))
                .forEach(key -> faults.add(new String[] {"no row " + key, "row " + key}));
        return faults;
    }

    private static void attributes(
            String key, Map<String, String> row, Map<String, String> copy, List<String[]> faults) {
        Map<String, String> all = new TreeMap<>(row);
        copy.forEach(all::putIfAbsent);
        for (String attribute : all.keySet()) {
            String one = String.valueOf(row.get(attribute));
            String other = String.valueOf(copy.get(attribute));
            if (!one.equals(other)) {
                faults.add(new String[] {key + " " + attribute + ": " + one, key + " " + attribute + ": " + other});
            }
        }
    }

    /** Whether Hibernate can read what it has written; it does not want a list without positions, for example. */
    boolean isReadable() {
        try {
            stored();
            return true;
        } catch (PersistenceException e) {
            return false;
        }
    }

    private Map<String, Map<String, String>> stored() {
        Map<String, Map<String, String>> stored = new TreeMap<>();
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(
                    FlushMode.MANUAL); // What is never equal to its copy must not be written by a look.
            for (EntitySpec entity : domain.concrete()) {
                session.createSelectionQuery("from " + entity.name(), Object.class)
                        .getResultList()
                        .forEach(each -> stored(session, Hibernate.unproxy(each), stored));
            }
        });
        return stored;
    }

    private void stored(Session session, Object entity, Map<String, Map<String, String>> stored) {
        SessionImplementor implementor = session.unwrap(SessionImplementor.class);
        EntityPersister persister = implementor.getEntityPersister(null, entity);
        Map<String, String> row = new TreeMap<>();
        new StoredState(implementor, (attribute, value) -> put(row, attribute, shown(value))).read(persister, entity);
        stored.put(key(persister.getEntityName(), session.getIdentifier(entity)), row);
    }
}
