package dev.signals.it.harmless;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hibernate.CacheMode;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What the collections of a database hold, as it is compared with copies of it. Left out is what neither Hibernate nor anybody who is told by
 * it can see:
 *
 * <ol>
 *   <li>Collections with a restriction: rows that it hides are neither read nor announced.
 *   <li>Elements whose row is gone, or hidden by soft deletion: their rows in a join table stay.
 *   <li>What a converter loses when it writes an element.
 *   <li>References to an owner in the tables of subclasses (TABLE_PER_CLASS), which Hibernate does not clear.
 * </ol>
 */
final class StoredCollections {

    private final Domain domain;
    private final SessionFactoryImplementor factory;
    private final MirroredCollections copy;
    private Map<String, Map<String, Integer>> stored = Map.of();

    StoredCollections(Domain domain, SessionFactory factory, MirroredCollections copy) {
        this.domain = domain;
        this.copy = copy;
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    /** Reads what is there now; false if Hibernate cannot read what it has written, as a list without positions. */
    boolean read() {
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        try {
            factory.inTransaction(session -> {
                session.setHibernateFlushMode(FlushMode.MANUAL); // as for rows
                session.setCacheMode(CacheMode.IGNORE);
                for (EntitySpec entity : domain.concrete()) {
                    if (entity.parent() == null || domain.root(entity).isMappedSuperclass()) {
                        session.createSelectionQuery("from " + entity.name(), Object.class)
                                .getResultList()
                                .forEach(each -> read(session, Hibernate.unproxy(each), found));
                    }
                }
            });
        } catch (RuntimeException | StackOverflowError e) { // H2 plans a query with many eager joins by recursion.
            return false;
        }
        stored = found;
        return true;
    }

    private void read(Session session, Object entity, Map<String, Map<String, Integer>> found) {
        EntityPersister persister = session.unwrap(SessionImplementor.class).getEntityPersister(null, entity);
        String owner = Mirror.key(factory, persister.getEntityName(), session.getIdentifier(entity));
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            Type type = persister.getPropertyTypes()[i];
            if (type instanceof CollectionType || type instanceof CompositeType) {
                read(session, owner, names[i], type, ((Made) entity).get(names[i]), found);
            }
        }
    }

    private void read(
            Session session,
            String owner,
            String path,
            Type type,
            @Nullable Object value,
            Map<String, Map<String, Integer>> found) {
        if (value == null) {
            return;
        }
        if (type instanceof CompositeType composite && !type.isAnyType()) {
            for (int i = 0; i < composite.getSubtypes().length; i++) {
                read(
                        session,
                        owner,
                        path + "." + composite.getPropertyNames()[i],
                        composite.getSubtypes()[i],
                        composite.getPropertyValue(value, i, session.unwrap(SessionImplementor.class)),
                        found);
            }
        } else if (type instanceof CollectionType collection && isCompared(collection, path)) {
            Map<String, Integer> content = new TreeMap<>();
            elements(collection, value).forEach(element -> content.merge(element, 1, Integer::sum));
            if (!content.isEmpty()) {
                found.put(owner + " " + path, content);
            }
        }
    }

    private boolean isCompared(CollectionType type, String path) {
        CollectionPersister persister = factory.getMappingMetamodel().getCollectionDescriptor(type.getRole());
        return !persister.isInverse() && !isLeftOut(path);
    }

    private boolean isLeftOut(String path) {
        String name = path.replaceFirst("[.].*", "");
        return domain.entities().stream()
                .flatMap(entity -> entity.attributes().stream())
                .filter(attribute -> attribute.name().equals(name))
                .anyMatch(attribute -> isInTablesOfSubclasses(attribute)
                        || attribute.annotations().stream()
                                .anyMatch(
                                        text -> text.startsWith("@SQLRestriction") || text.contains("LossyConverter")));
    }

    private boolean isInTablesOfSubclasses(Attribute attribute) {
        return attribute.target() != null
                && attribute.feature().endsWith(Elements.ONE_TO_MANY_FOREIGN_KEY.name())
                && domain.root(domain.entity(attribute.target()).orElseThrow()).inheritance()
                        == Inheritances.TABLE_PER_CLASS;
    }

    private List<String> elements(CollectionType type, Object value) {
        Hibernate.initialize(value);
        CollectionPersister persister = factory.getMappingMetamodel().getCollectionDescriptor(type.getRole());
        boolean isOfEntities = MirroredCollections.elementType(persister).isAssociationType();
        List<@Nullable Object> elements = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) ->
                    elements.add(element == null || isOfEntities ? element : Map.entry(key, element)));
        } else if (value instanceof Collection<?> collection) {
            elements.addAll(collection);
        } else {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
        }
        return elements.stream()
                .filter(Objects::nonNull)
                .map(element -> copy.read(persister, element))
                .toList();
    }

    /**
     * Where the database and a copy part; the copy is what the database is from then on.
     *
     * @param isStored whether there is a row of that key
     * @param isHidden whether a restriction hides the row of an owner
     */
    List<MirroredRows.Fault> faults(Predicate<String> isStored, Predicate<String> isHidden) {
        List<MirroredRows.Fault> faults = new ArrayList<>();
        Set<String> keys = new TreeSet<>(stored.keySet());
        keys.addAll(copy.contents().keySet());
        for (String key : keys) {
            String path = key.substring(key.lastIndexOf(' ') + 1);
            Map<String, Integer> there = stored.getOrDefault(key, Map.of());
            Map<String, Integer> copied = new TreeMap<>(copy.contents().getOrDefault(key, Map.of()));
            copied.keySet()
                    .removeIf(element -> !there.containsKey(element) && isOfEntity(element) && !isStored.test(element));
            boolean isSeen = !isHidden.test(key.substring(0, key.lastIndexOf(' '))) && !isLeftOut(path);
            if (isSeen && !isSame(path, there, copied)) {
                faults.add(new MirroredRows.Fault(feature(path), key + ": " + there, String.valueOf(copied)));
            }
        }
        return faults;
    }

    /** Of an identifier bag, Hibernate reads an element twice if it fetches a collection of the element with it. */
    private boolean isSame(String path, Map<String, Integer> there, Map<String, Integer> copied) {
        return feature(path).startsWith("Semantics." + Semantics.ID_BAG + " ")
                ? there.keySet().equals(copied.keySet())
                : there.equals(copied);
    }

    /** Takes over what is there, of which a copy is not told. */
    void copy() {
        copy.contents().clear();
        stored.forEach((key, content) -> copy.contents().put(key, new TreeMap<>(content)));
    }

    private boolean isOfEntity(String element) {
        return domain.entity(element.replaceFirst(" .*", "")).isPresent();
    }

    private String feature(String path) {
        String name = path.replaceFirst("[.].*", "");
        return domain.entities().stream()
                .flatMap(entity -> entity.attributes().stream())
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::feature)
                .findFirst()
                .orElse(path);
    }
}
