package dev.signals.it.harmless;

import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Does the steps of one transaction in a stateless session. */
final class StatelessDesk implements Maker.Access {

    private final StatelessSession session;
    private final Domain domain;
    private final Population population;
    private final Maker maker;

    StatelessDesk(StatelessSession session, Domain domain, DomainClasses classes, Population population) {
        this.session = session;
        this.domain = domain;
        this.population = population;
        this.maker = new Maker(domain, classes, population, this);
    }

    @Override
    public @Nullable Object managed(Population.Handle handle, int n) {
        Object id = handle.id();
        return id == null ? null : session.get(handle.type(), id);
    }

    @Override
    public void persist(Object entity) {
        session.insert(entity);
    }

    void perform(Step step) {
        if (domain.entity(step.entity()).isEmpty()) {
            return;
        }
        if (Action.MAKING.contains(step.action())) {
            Made made = maker.entity(step.entity(), step.number(), step.n());
            session.insert(made);
            return;
        }
        Population.Handle handle = population.find(step.number());
        Object entity = handle == null ? null : managed(handle, step.n());
        if (handle == null || entity == null) {
            return;
        }
        switch (step.action()) {
            case SET, SET_NULL, MUTATE -> change(step, (Made) entity);
            case REMOVE -> session.delete(entity);
            case MERGE_DETACHED -> session.upsert(entity);
            case QUERY, NATIVE_QUERY ->
                session.createSelectionQuery("from " + step.entity() + " order by number", Object.class)
                        .getResultList();
            case FIND -> session.refresh(entity);
            case BULK_DELETE ->
                session.createMutationQuery("delete from " + step.entity() + " where number = " + step.number())
                        .executeUpdate();
            case BULK_UPDATE ->
                session.createMutationQuery("update " + step.entity() + " set number = number where number < 0")
                        .executeUpdate();
            default -> {}
        }
    }

    private void change(Step step, Made entity) {
        domain.attribute(step.entity(), step.attribute())
                .filter(attribute -> attribute.kind() == Kind.VALUE || attribute.kind() == Kind.EMBEDDED)
                .ifPresent(attribute -> {
                    if (step.action() == Action.MUTATE) {
                        Maker.mutate(entity.get(attribute.name()), step.n());
                    } else {
                        entity.set(attribute.name(), maker.value(step.entity(), attribute, step.n()));
                    }
                    session.update(entity);
                });
    }
}
