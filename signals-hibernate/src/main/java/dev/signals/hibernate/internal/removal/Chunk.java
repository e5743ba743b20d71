package dev.signals.hibernate.internal.removal;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.mapping.ForeignKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Selected entities that are deleted together. Each selected entity that refers to one of them is among them, because its
 * row has to be deleted first.
 */
final class Chunk {

    private final SharedSessionContractImplementor session;
    private final Selection selection;
    private final Removed removed;
    private final Map<EntityKey, Object> entities = new LinkedHashMap<>();

    private Chunk(SharedSessionContractImplementor session, Selection selection, Removed removed) {
        this.session = session;
        this.selection = selection;
        this.removed = removed;
    }

    /** Loads the entities with these identifiers, as far as they still exist, and those that refer to them. */
    static Chunk load(
            SharedSessionContractImplementor session, Selection selection, Removed removed, List<Object> identifiers) {
        Chunk chunk = new Chunk(session, selection, removed);
        List<Object> added = chunk.add(identifiers);
        while (!added.isEmpty()) {
            added = chunk.add(chunk.selectedReferringTo(added));
        }
        return chunk;
    }

    private List<Object> add(List<Object> identifiers) {
        List<Object> added = new ArrayList<>();
        for (Object found : find(identifiers)) {
            Object entity = found == null ? null : Hibernate.unproxy(found);
            if (entity != null && entities.putIfAbsent(key(entity), entity) == null) {
                added.add(entity);
            }
        }
        return added;
    }

    private List<? extends @Nullable Object> find(List<Object> identifiers) {
        if (identifiers.isEmpty()) {
            return List.of();
        }
        Class<?> type = selection.persister().getMappedClass();
        return session instanceof Session stateful
                ? stateful.findMultiple(type, identifiers)
                : HibernateAdapter.find((StatelessSession) session, type, identifiers);
    }

    private List<Object> selectedReferringTo(List<Object> added) {
        List<Object> referring = new ArrayList<>();
        for (ForeignKey key : removed.selfReferences()) {
            EntityPersister persister =
                    session.getFactory().getMappingMetamodel().getEntityDescriptor(key.entityName());
            EntityPersister target = session.getFactory().getMappingMetamodel().getEntityDescriptor(key.target());
            List<Object> referredTo = added.stream().filter(target::isInstance).toList();
            if (!referredTo.isEmpty()) {
                Protection.referringTo(session, key, referredTo).stream()
                        .filter(id -> !entities.containsKey(session.generateEntityKey(id, persister)))
                        .forEach(referring::add);
            }
        }
        return referring.isEmpty() ? referring : selected(referring);
    }

    private List<Object> selected(List<Object> identifiers) {
        return Removed.isComparable(selection.persister())
                ? selectedByIdentifier(identifiers)
                : selectedByEntity(find(identifiers));
    }

    private List<Object> selectedByEntity(List<? extends @Nullable Object> referring) {
        List<Object> candidates = referring.stream()
                .filter(Objects::nonNull)
                .map(Hibernate::unproxy)
                .toList();
        return candidates.isEmpty()
                ? List.of()
                : selection
                        .query(session, "select id(e) from " + selection.among("signalsReferring"), Object.class)
                        .setParameterList("signalsReferring", candidates)
                        .getResultList();
    }

    private List<Object> selectedByIdentifier(List<Object> identifiers) {
        String name = "signalsReferring";
        return selection
                .query(
                        session,
                        "select id(" + name + ") from " + selection.name() + " " + name + " where id(" + name
                                + ") in (:" + name + ") and id(" + name + ") in " + selection.identifiers(),
                        Object.class)
                .setParameterList(name, identifiers)
                .getResultList();
    }

    boolean isEmpty() {
        return entities.isEmpty();
    }

    /** Returns the entities, those that refer to others before these, otherwise in the order of their identifiers. */
    List<Object> inOrder() {
        if (removed.selfReferences().isEmpty()) {
            return List.copyOf(entities.values());
        }
        Map<EntityKey, Integer> referring = new HashMap<>();
        entities.values().forEach(entity -> referredTo(entity).forEach(key -> referring.merge(key, 1, Integer::sum)));
        Map<EntityKey, Object> waiting = new LinkedHashMap<>(entities);
        Deque<EntityKey> free = new ArrayDeque<>();
        entities.keySet().stream().filter(key -> !referring.containsKey(key)).forEach(free::add);
        List<Object> ordered = new ArrayList<>();
        for (EntityKey next = free.poll(); next != null; next = free.poll()) {
            Object entity = Objects.requireNonNull(waiting.remove(next));
            ordered.add(entity);
            for (EntityKey key : referredTo(entity)) {
                if (referring.merge(key, -1, Integer::sum) == 0) {
                    free.add(key);
                }
            }
        }
        ordered.addAll(waiting.values()); // They refer to each other in a circle, and only the database can tell.
        return ordered;
    }

    /** Returns the other entities of this chunk that the row of an entity refers to. */
    private List<EntityKey> referredTo(Object entity) {
        EntityPersister persister = session.getEntityPersister(null, entity);
        List<EntityKey> referredTo = new ArrayList<>();
        for (ForeignKey key : removed.selfReferences()) {
            boolean isHeld = key.collection() == null
                    && persister.findAttributeMapping(key.path().replaceAll("\\..*", "")) != null;
            Object value = isHeld ? value(persister, entity, key.path()) : null;
            EntityKey referred = value == null ? null : key(value);
            if (referred != null && entities.containsKey(referred) && entities.get(referred) != entity) {
                referredTo.add(referred);
            }
        }
        return referredTo;
    }

    /** Returns the value at a path, null also if an embeddable on the way is null. */
    private static @Nullable Object value(EntityPersister persister, Object entity, String path) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (persister.getPropertyValue(entity, path.substring(0, dot)) == null) {
                return null;
            }
        }
        return persister.getPropertyValue(entity, path);
    }

    private EntityKey key(Object object) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(object);
        if (initializer != null) {
            return session.generateEntityKey(
                    initializer.getInternalIdentifier(),
                    session.getFactory().getMappingMetamodel().getEntityDescriptor(initializer.getEntityName()));
        }
        EntityPersister persister = session.getEntityPersister(null, object);
        return session.generateEntityKey(persister.getIdentifier(object, session), persister);
    }
}
