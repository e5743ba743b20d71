package dev.signals.it.harmless;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Hibernate;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A copy of the rows of a database that is kept by applying what is announced, and nothing else. */
final class Mirror {

    private final String signal;
    private final MirrorFault fault;
    private final SessionFactoryImplementor factory;
    private final Map<String, Map<String, String>> rows = new TreeMap<>();
    private final Set<String> guessed = new HashSet<>();

    private Mirror(String signal, SessionFactory factory, MirrorFault fault) {
        this.signal = signal;
        this.fault = fault;
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    /** A copy that follows {@code changed}, which is sent once for each entity and transaction. */
    static Mirror ofChanged(SessionFactory factory, MirrorFault fault) {
        Mirror mirror = new Mirror("changed", factory, fault);
        ModelSignals.of(factory).changed().connect(mirror::apply);
        return mirror;
    }

    /** A copy that follows each save and deletion, after the commit. */
    static Mirror ofSaves(SessionFactory factory, MirrorFault fault) {
        Mirror mirror = new Mirror("post_save", factory, fault);
        FactorySignals signals = ModelSignals.of(factory);
        signals.postSave().connect(mirror::apply, ModelSignals.afterCommit());
        signals.postDelete().connect(mirror::apply, ModelSignals.afterCommit());
        return mirror;
    }

    String signal() {
        return signal;
    }

    /** The attributes of each row, without those that are null. */
    Map<String, Map<String, String>> rows() {
        return rows;
    }

    private void apply(Changed<?> event) {
        String key = key(factory, event.entityName(), fault.id(event));
        switch (event.kind()) {
            case CREATED, UPDATED ->
                save(key, event.kind() == ChangeKind.CREATED, event.entityName(), event.instance(), event.changes());
            case DELETED, CREATED_AND_DELETED -> rows.remove(key);
        }
    }

    private void apply(PostSave<?> event) {
        if (fault.loses(event)) {
            return;
        }
        String key = key(factory, event.entityName(), fault.id(event));
        save(key, event.created(), event.entityName(), event.instance(), event.changes());
    }

    private void apply(PostDelete<?> event) {
        if (!fault.loses(event)) {
            rows.remove(key(factory, event.entityName(), fault.id(event)));
        }
    }

    private void save(String key, boolean created, String entityName, Object instance, Changes changes) {
        if (created) {
            rows.put(key, new TreeMap<>());
        }
        guessed.remove(key);
        boolean isThere = rows.containsKey(key);
        Map<String, String> row = rows.computeIfAbsent(key, none -> new TreeMap<>());
        if (changes.isKnown()) {
            changes.forEach(change -> {
                Object value = fault.value(change.oldValue(), change.newValue());
                row.remove(change.attribute());
                if (value != null) {
                    row.put(change.attribute(), StoredState.shown(factory, value));
                }
            });
        } else {
            guessed.add(key);
            write(row, entityName, instance, isThere);
        }
    }

    /** Whether the row was copied from an instance, which a callback may have changed since it was written. */
    boolean isGuessed(String key) {
        return guessed.contains(key);
    }

    /** Of a stateless session, which has no old state: what is written is all of the instance. */
    private void write(Map<String, String> row, String entityName, Object instance, boolean isThere) {
        try (Session session = factory.openSession()) {
            SessionImplementor implementor = session.unwrap(SessionImplementor.class);
            EntityPersister persister = implementor.getEntityPersister(entityName, instance);
            boolean[] written =
                    (isThere ? persister.getPropertyUpdateability() : persister.getPropertyInsertability()).clone();
            for (int i = 0; i < written.length; i++) {
                String name = persister.getPropertyNames()[i];
                written[i] &= isThere(instance, name);
                if (written[i]) {
                    row.keySet().removeIf(path -> path.equals(name) || path.startsWith(name + "."));
                }
            }
            row.putAll(StoredState.of(implementor, persister, instance, written));
        }
    }

    /** What has been set of an unloaded enhanced entity does not count as initialized. */
    private static boolean isThere(Object instance, String attribute) {
        if (Hibernate.isPropertyInitialized(instance, attribute) || !(instance instanceof Made made)) {
            return true;
        }
        try {
            made.get(attribute);
            return true;
        } catch (HibernateException | IllegalArgumentException e) {
            return false; // Nobody has loaded it, or it is gone.
        }
    }

    /** What a row is known by: rows of a hierarchy share their identifiers, and an entity may be its own. */
    static String key(SessionFactoryImplementor factory, String entityName, @Nullable Object id) {
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(entityName);
        return Show.simpleName(persister.getRootEntityName()) + " " + StoredState.shown(factory, id);
    }
}
