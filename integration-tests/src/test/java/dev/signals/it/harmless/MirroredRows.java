package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.CacheMode;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a database, as they are compared with copies of them. What is not announced, by design, is taken from the database; the
 * guide names each:
 *
 * <ol>
 *   <li>What a converter loses when it writes a value, or the database makes of it: changes hold the value of the entity.
 *   <li>What Hibernate sets in the row of an entity of which only collections have changed, as it does by
 *       {@code @UpdateTimestamp}: that is no save.
 *   <li>What a callback sets after an UPDATE of a stateless session, and what that UPDATE leaves out, as there is only the instance to
 *       see. Nor does a stateless session read a default of the database.
 *   <li>What was changed while an entity was read-only, of which Hibernate keeps no state.
 *   <li>What is changed in place although its mapping says that it is immutable, and what is changed in place after the write.
 *   <li>A reference to a row that is gone or filtered out, which is read as null.
 * </ol>
 */
final class MirroredRows {

    /** Of attributes whose columns hold something else than the entity. */
    private static final Set<String> MADE_BY_WRITING = Set.of("Basics.CONVERTED_WITH_LOSS", "Generateds.TRANSFORMED");

    private final Domain domain;
    private final SessionFactoryImplementor factory;
    private final Set<String> writtenForCollections = new HashSet<>();
    private Map<String, Map<String, String>> stored = Map.of();

    MirroredRows(Domain domain, SessionFactory factory) {
        this.domain = domain;
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
        this.factory
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class)
                .appendListeners(EventType.POST_UPDATE, new CollectionsOnly());
    }

    /** Reads what is there now; false if Hibernate cannot read what it has written, as a list without positions. */
    boolean read() {
        Map<String, Map<String, String>> found = new TreeMap<>();
        try {
            factory.inTransaction(session -> {
                // What is never equal to its copy must not be written by a look.
                session.setHibernateFlushMode(FlushMode.MANUAL);
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

    private void read(Session session, Object entity, Map<String, Map<String, String>> found) {
        SessionImplementor implementor = session.unwrap(SessionImplementor.class);
        EntityPersister persister = implementor.getEntityPersister(null, entity);
        boolean[] written = persister.getPropertyInsertability().clone();
        for (int i = 0; i < written.length; i++) {
            written[i] |= persister.getPropertyUpdateability()[i];
        }
        Map<String, String> row = StoredState.of(implementor, persister, entity, written);
        if (!persister.isMutable()) {
            row.keySet().removeIf(MirroredRows::isSetByCallback);
            for (String name : persister.getPropertyNames()) {
                if (isSetByCallback(name)) {
                    row.putAll(column(session, persister, entity, name));
                }
            }
        }
        found.put(Mirror.key(factory, persister.getEntityName(), session.getIdentifier(entity)), row);
    }

    /** Hibernate does not keep what it has loaded of an immutable entity, so that what {@code @PostLoad} sets looks like it. */
    private static Map<String, String> column(
            Session session, EntityPersister persister, Object entity, String attribute) {
        String value = session.createSelectionQuery(
                        "select e." + attribute + " from " + persister.getEntityName() + " e where e = :entity",
                        String.class)
                .setParameter("entity", entity)
                .getSingleResultOrNull();
        return value == null ? Map.of() : Map.of(attribute, value);
    }

    private static boolean isSetByCallback(String attribute) {
        return attribute.startsWith("touched");
    }

    /** Whether there is a row of this key. */
    boolean isStored(String key) {
        return stored.containsKey(key);
    }

    /** A difference between the database and a copy of it. */
    record Fault(String feature, String stored, String copied) {}

    /**
     * Where the database and a copy part.
     *
     * @param stateless whether the work was done in a stateless session
     * @param writableAgain the entities that have been read-only and are no more
     */
    List<Fault> faults(Mirror mirror, boolean stateless, List<Population.Handle> writableAgain) {
        Set<String> unknown = writableAgain.stream()
                .map(handle -> Mirror.key(factory, handle.type().getName(), handle.id()))
                .collect(Collectors.toSet());
        List<Fault> faults = new ArrayList<>();
        Set<String> keys = new TreeSet<>(stored.keySet());
        keys.addAll(mirror.rows().keySet());
        for (String key : keys) {
            Map<String, String> row = stored.get(key);
            Map<String, String> copy = mirror.rows().get(key);
            if (row == null || copy == null) {
                // An UPDATE of a row that is not there, by a reference that nobody has loaded, fails only if it has a
                // row to write.
                boolean isOfNoRow = row == null && mirror.isGuessed(key);
                if (!isOfNoRow && !isRestricted(copy)) {
                    faults.add(
                            new Fault("row", row == null ? "no row " + key : key + row, copy == null ? "none" : "row"));
                }
            } else {
                List<Fault> found = new ArrayList<>();
                compare(key, row, copy, mirror.isGuessed(key), stateless, found);
                if (!unknown.contains(key)) {
                    faults.addAll(found);
                }
            }
        }
        return faults;
    }

    /** Hidden by the only restriction there is. */
    private static boolean isRestricted(@Nullable Map<String, String> copy) {
        return copy != null && "13".equals(copy.get("number"));
    }

    private void compare(
            String key,
            Map<String, String> row,
            Map<String, String> copy,
            boolean guessed,
            boolean stateless,
            List<Fault> faults) {
        Set<String> attributes = new TreeSet<>(row.keySet());
        attributes.addAll(copy.keySet());
        for (String attribute : attributes) {
            String one = row.get(attribute);
            String other = copy.get(attribute);
            if (one == null ? other != null : !one.equals(other)) {
                boolean byCallback = guessed && isSetByCallback(attribute);
                boolean leftOut = guessed && isLeftOutOfStatelessUpdates(attribute);
                if (!byCallback && !leftOut && !isByDesign(key, attribute, stateless, one, other)) {
                    faults.add(
                            new Fault(feature(attribute), key + " " + attribute + ": " + one, String.valueOf(other)));
                }
                take(attribute, one, copy);
            }
        }
    }

    private static void take(String attribute, @Nullable String value, Map<String, String> copy) {
        copy.remove(attribute);
        if (value != null) {
            copy.put(attribute, value);
        }
    }

    private boolean isByDesign(
            String key, String path, boolean stateless, @Nullable String one, @Nullable String other) {
        Attribute attribute = attribute(path);
        if (attribute == null) {
            return false;
        }
        return MADE_BY_WRITING.contains(attribute.feature())
                || attribute.annotations().stream()
                        .anyMatch(text -> text.contains("Immutability.class") || text.contains("insertable = false"))
                || (attribute.feature().equals("Generateds.DEFAULT") && other == null && stateless)
                || (attribute.feature().matches("Generateds.(UPDATE|CURRENT)_TIMESTAMP")
                        && writtenForCollections.contains(key))
                || (attribute.target() != null && one == null && other != null && !isStored(attribute.target(), other));
    }

    /** A stateless UPDATE leaves out lazy attributes while others are not loaded, and much more where a value is generated for it. */
    private boolean isLeftOutOfStatelessUpdates(String path) {
        Attribute attribute = attribute(path);
        boolean isLazy = attribute != null && attribute.annotations().stream().anyMatch(text -> text.contains("LAZY"));
        return isLazy
                || domain.entities().stream()
                        .flatMap(entity -> entity.attributes().stream())
                        .anyMatch(each -> each.feature().equals("Generateds.UPDATE_TIMESTAMP"));
    }

    /** Returns whether an owner is not seen for the only restriction there is. */
    boolean isHidden(Mirror mirror, String key) {
        return !stored.containsKey(key) && isRestricted(mirror.rows().get(key));
    }

    private boolean isStored(String entity, String id) {
        EntitySpec spec = domain.entity(entity).orElseThrow();
        EntitySpec root = domain.root(spec);
        return stored.containsKey((root.isMappedSuperclass() ? spec : root).name() + " " + id);
    }

    private @Nullable Attribute attribute(String path) {
        String name = path.replaceFirst("[.].*", "");
        return domain.entities().stream()
                .flatMap(entity -> entity.attributes().stream())
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** What the attribute is an example of. */
    private String feature(String path) {
        Attribute attribute = attribute(path);
        return attribute == null ? path.replaceFirst("[A-Z].*", "") : attribute.feature();
    }

    /** Those that are read next are compared with what happens from now on. */
    void compared() {
        writtenForCollections.clear();
    }

    /** Notes which rows are written although only collections have changed. */
    private final class CollectionsOnly implements PostUpdateEventListener {

        private static final long serialVersionUID = 1L;

        @Override
        public void onPostUpdate(PostUpdateEvent event) {
            int[] dirty = event.getDirtyProperties();
            if (dirty == null && event.getPersister().isMutable()) {
                return;
            }
            Type[] types = event.getPersister().getPropertyTypes();
            for (int property : dirty == null ? new int[0] : dirty) {
                if (!types[property].isCollectionType() && !(types[property] instanceof CompositeType)) {
                    return;
                }
            }
            writtenForCollections.add(Mirror.key(factory, event.getPersister().getEntityName(), event.getId()));
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }
}
