package dev.signals.it.harmless;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** Does the steps of one transaction in a session. */
final class Desk implements Maker.Access {

    private final Session session;
    private final Domain domain;
    private final Population population;
    private final Maker maker;
    private final PluralWork plurals;
    private final boolean loadsRemovedReferences;

    Desk(Session session, Domain domain, DomainClasses classes, Population population, boolean loadsRemovedReferences) {
        this.session = session;
        this.domain = domain;
        this.population = population;
        this.maker = new Maker(domain, classes, population, this);
        this.plurals = new PluralWork(classes, maker);
        this.loadsRemovedReferences = loadsRemovedReferences;
    }

    @Override
    public @Nullable Object managed(Population.Handle handle, int n) {
        if (session.contains(handle.instance())) {
            return handle.instance();
        }
        Object id = handle.id();
        if (id == null) {
            return null;
        }
        Object found = n % 6 == 0 ? session.getReference(handle.type(), id) : session.find(handle.type(), id);
        if (found != null) {
            handle.instance(found);
        }
        return found;
    }

    @Override
    public void persist(Object entity) {
        session.persist(entity);
    }

    /** Does one step, or nothing if what it is about is not there. */
    void perform(Step step) {
        if (domain.entity(step.entity()).isEmpty()) {
            return;
        }
        if (Action.MAKING.contains(step.action())) {
            make(step);
            return;
        }
        Population.Handle handle = population.find(step.number());
        if (handle == null) {
            return;
        }
        if (!step.attribute().isEmpty()) {
            domain.attribute(step.entity(), step.attribute()).ifPresent(attribute -> perform(step, handle, attribute));
        } else {
            performOnSession(step, handle);
        }
    }

    private void make(Step step) {
        Made made = maker.entity(step.entity(), step.number(), step.n());
        if (step.action() == Action.PERSIST) {
            session.persist(made);
        } else {
            Object copy = session.merge(made);
            Population.Handle handle = population.find(step.number());
            if (handle != null) {
                handle.instance(copy);
            }
        }
    }

    private void perform(Step step, Population.Handle handle, Attribute attribute) {
        if (step.action() == Action.SET_OF_REFERENCE) {
            Object id = handle.id();
            if (id != null) {
                Made reference = (Made) session.getReference(handle.type(), id);
                reference.set(attribute.name(), maker.value(step.entity(), attribute, step.n()));
            }
            return;
        }
        if (!(managed(handle, step.n()) instanceof Made owner)) {
            return;
        }
        if (step.action() == Action.MOVE || step.action() == Action.HAND_OVER) {
            Population.Handle other = population.pick(step.entity(), step.n());
            if (other != null && managed(other, 1) instanceof Made to && to != owner) {
                hand(step, attribute, owner, to);
            }
        } else if (!plurals.perform(step, attribute, owner)) {
            set(step, attribute, owner);
        }
    }

    private void hand(Step step, Attribute attribute, Made from, Made to) {
        if (step.action() == Action.MOVE) {
            plurals.move(from, to, attribute.name());
        } else {
            Object container = from.get(attribute.name());
            from.set(attribute.name(), null);
            to.set(attribute.name(), container);
        }
    }

    private void set(Step step, Attribute attribute, Made owner) {
        switch (step.action()) {
            case SET -> owner.set(attribute.name(), maker.value(step.entity(), attribute, step.n()));
            case SET_NULL -> {
                if (!attribute.type().equals("int") && !attribute.required()) {
                    owner.set(attribute.name(), null);
                }
            }
            case SET_SAME -> owner.set(attribute.name(), owner.get(attribute.name()));
            case MUTATE -> Maker.mutate(owner.get(attribute.name()), step.n());
            case TOUCH -> Hibernate.initialize(owner.get(attribute.name()));
            default -> {}
        }
    }

    private void performOnSession(Step step, Population.Handle handle) {
        switch (step.action()) {
            case QUERY -> query(step.entity(), step.n());
            case QUERY_PARAMETER -> queryParameter(step, handle);
            case NATIVE_QUERY -> nativeQuery(step.entity(), false);
            case NATIVE_QUERY_WITH_SPACE -> nativeQuery(step.entity(), true);
            case BULK_UPDATE ->
                session.createMutationQuery("update " + step.entity() + " set number = number where number < 0")
                        .executeUpdate();
            case BULK_DELETE ->
                session.createMutationQuery("delete from " + step.entity() + " where number = " + step.number())
                        .executeUpdate();
            case FIND_BY_NATURE -> findByNature(handle);
            case FIND_BY_GRAPH -> findByGraph(step, handle);
            case FIND_MULTIPLE -> findMultiple(step);
            case FLUSH -> session.flush();
            case CLEAR -> session.clear();
            case FLUSH_AND_CLEAR -> {
                session.flush();
                session.clear();
            }
            case IS_DIRTY -> session.isDirty();
            case REMOVE_REFERENCE -> removeReference(handle);
            case MERGE_DETACHED -> mergeDetached(step, handle);
            case REPLICATE -> replicate(handle);
            default -> performOnEntity(step, handle);
        }
    }

    private void performOnEntity(Step step, Population.Handle handle) {
        Object entity = managed(handle, step.n());
        if (entity == null) {
            return;
        }
        switch (step.action()) {
            case REMOVE -> remove(entity);
            case PERSIST_REMOVED -> {
                remove(entity);
                session.persist(entity);
            }
            case PERSIST_MANAGED -> session.persist(entity);
            case REFRESH -> session.refresh(entity);
            case EVICT -> session.evict(entity);
            case DETACH_AND_MERGE -> {
                session.detach(entity);
                mergeDetached(step, handle);
            }
            case FORCE_INCREMENT -> session.lock(entity, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            case LOCK ->
                session.lock(
                        entity, step.n() % 2 == 0 ? LockMode.PESSIMISTIC_WRITE : LockMode.PESSIMISTIC_FORCE_INCREMENT);
            case READ_ONLY -> session.setReadOnly(entity, true);
            case WRITABLE -> {
                if (session.isReadOnly(entity)) {
                    handle.becomesWritable();
                }
                session.setReadOnly(entity, false);
            }
            case CONFLICT -> conflict(handle);
            default -> {}
        }
    }

    @SuppressWarnings({"deprecation", "removal"}) // what takes its place is not in each version
    private void findByNature(Population.Handle handle) {
        EntitySpec root = domain.root(domain.entity(handle.entity()).orElseThrow());
        String nature = root.has(Traits.NATURAL_ID) ? "nature" : root.has(Traits.NATURAL_ID_FIXED) ? "fixed" : "";
        if (!nature.isEmpty() && handle.instance() instanceof Made made && Hibernate.isInitialized(made)) {
            Object value = made.get(nature);
            if (value != null) {
                var loading = session.byNaturalId(handle.type()).using(nature, value);
                root.own().stream()
                        .filter(attribute -> attribute.feature().equals("ToOnes." + ToOnes.NATURAL))
                        .forEach(attribute -> loading.using(attribute.name(), made.get(attribute.name())));
                loading.load();
            }
        }
    }

    @SuppressWarnings({"deprecation", "removal"}) // still there, and nothing takes its place
    private void replicate(Population.Handle handle) {
        Object instance = handle.instance();
        if (!session.contains(instance) && handle.id() != null && Hibernate.isInitialized(instance)) {
            Replication.overwrite(session, instance);
        }
    }

    private void query(String entity, int n) {
        switch (n % 4) {
            case 0 ->
                session.createSelectionQuery("select count(*) from " + entity, Long.class)
                        .getSingleResult();
            case 1 ->
                session.createSelectionQuery("from " + entity + " order by number", Object.class)
                        .setCacheable(true)
                        .getResultList();
            case 2 ->
                session.createSelectionQuery("from " + entity + " order by number", Object.class)
                        .setReadOnly(n % 8 == 2)
                        .getResultList();
            default ->
                session.createSelectionQuery(
                                "select number from " + entity + " where number < :n order by number", Integer.class)
                        .setParameter("n", n % 30)
                        .getResultList();
        }
    }

    private void queryParameter(Step step, Population.Handle handle) {
        Object entity = managed(handle, step.n());
        if (entity != null) {
            session.createSelectionQuery("select e.number from " + step.entity() + " e where e = :e", Integer.class)
                    .setParameter("e", entity)
                    .getResultList();
        }
    }

    private void nativeQuery(String entity, boolean space) {
        var query =
                session.createNativeQuery("select count(*) from information_schema.tables where 1 = 0", Object.class);
        if (space) {
            query.addSynchronizedEntityClass(
                    population.pick(entity, 0) == null
                            ? Object.class
                            : population.pick(entity, 0).type());
        }
        query.getResultList();
    }

    private void findByGraph(Step step, Population.Handle handle) {
        Object id = handle.id();
        if (id != null) {
            EntityGraph<?> graph = session.createEntityGraph(handle.type());
            domain.attributes(domain.entity(step.entity()).orElseThrow()).stream()
                    .filter(attribute -> attribute.target() != null && attribute.kind() != Kind.EMBEDDED)
                    .skip(step.n() % 2)
                    .limit(2)
                    .forEach(attribute -> graph.addAttributeNodes(attribute.name()));
            String hint = step.n() % 3 == 0 ? SpecHints.HINT_SPEC_LOAD_GRAPH : SpecHints.HINT_SPEC_FETCH_GRAPH;
            session.find(handle.type(), id, Map.of(hint, graph));
        }
    }

    private void findMultiple(Step step) {
        Population.Handle one = population.pick(step.entity(), step.n());
        Population.Handle other = population.pick(step.entity(), step.n() + 1);
        if (one != null && other != null && one.id() != null && other.id() != null && one.type() == other.type()) {
            session.findMultiple(one.type(), List.of(one.id(), other.id()));
        }
    }

    private void removeReference(Population.Handle handle) {
        Object id = handle.id();
        if (id != null && !session.contains(handle.instance())) {
            Object reference = session.getReference(handle.type(), id);
            remove(reference);
        }
    }

    private void remove(Object entity) {
        if (loadsRemovedReferences) {
            Hibernate.initialize(entity);
        }
        session.remove(entity);
    }

    private void mergeDetached(Step step, Population.Handle handle) {
        Object instance = handle.instance();
        if (session.contains(instance) || handle.id() == null || !Hibernate.isInitialized(instance)) {
            return;
        }
        Made detached = (Made) instance;
        List<Attribute> attributes =
                domain.attributes(domain.entity(step.entity()).orElseThrow());
        for (Attribute attribute : attributes) {
            int m = step.n() + attribute.name().hashCode();
            if (attribute.kind() == Kind.VALUE && Math.floorMod(m, 3) == 0) {
                detached.set(attribute.name(), maker.value(step.entity(), attribute, Math.floorMod(m, 40)));
            } else if (attribute.kind() == Kind.COLLECTION
                    && Math.floorMod(m, 4) == 0
                    && isLoaded(detached, attribute)) {
                maker.addTo(detached, step.entity(), attribute, Math.floorMod(m, 1000));
            }
        }
        handle.instance(session.merge(detached));
    }

    private static boolean isLoaded(Made detached, Attribute attribute) {
        return Hibernate.isPropertyInitialized(detached, attribute.name())
                && Hibernate.isInitialized(detached.get(attribute.name()));
    }

    private void conflict(Population.Handle handle) {
        Object id = handle.id();
        session.getSessionFactory().inTransaction(other -> {
            if (other.find(handle.type(), id) instanceof Made there) {
                other.lock(there, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            }
        });
    }
}
