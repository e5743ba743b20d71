package dev.signals.it.harmless;

import dev.signals.it.harmless.Deed.Moment;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on one entity, in which something else is done at a moment: before {@code persist}, {@code remove} or the flush, or after
 * the flush.
 *
 * @param isNew whether the entity is made here; otherwise it is changed, or removed
 * @param other the type of the entity that something is done to
 * @param n what all choices are made of
 */
record Deeds(
        Domain domain,
        DomainClasses classes,
        Population population,
        String entity,
        String other,
        boolean isNew,
        Moment moment,
        Deed deed,
        int n) {

    /** The same on another side. */
    Deeds of(Population others) {
        return new Deeds(domain, classes, others, entity, other, isNew, moment, deed, n);
    }

    /** What is done at the moment. */
    interface Hand {

        void act(Session session, Made instance);
    }

    /** Which entity the work is about; null if there is none. */
    @Nullable
    Made subject(Session session) {
        if (isNew) {
            return maker(session).entity(entity, 2 * n, n);
        }
        Population.Handle handle = population.pick(entity, n);
        Object id = handle == null ? null : handle.id();
        return handle == null || id == null ? null : (Made) session.find(handle.type(), id);
    }

    /** Does the work, and what is done by hand. */
    void perform(Session session, Made instance, Hand before, Hand after) {
        if (moment.isOfRemoval()) {
            before.act(session, instance);
            session.remove(instance);
        } else if (isNew) {
            before.act(session, instance);
            session.persist(instance);
        } else {
            attribute(entity, 0)
                    .ifPresent(each -> instance.set(each.name(), maker(session).value(entity, each, n)));
            before.act(session, instance);
        }
        session.flush();
        after.act(session, instance);
    }

    void set(Made made) {
        String type = made.getClass() == classes.entity(entity) ? entity : other;
        attribute(type, 1)
                .ifPresent(each -> made.set(each.name(), classes.prototype(type).sample(each.name(), (n + 7) % 40)));
    }

    Optional<Made> other(Session session, Made instance) {
        Population.Handle handle = population.pick(other, n + 1);
        Object id = handle == null || handle.instance() == instance ? null : handle.id();
        if (handle == null || id == null) {
            return Optional.empty();
        }
        Object found = session.find(handle.type(), id);
        return found == instance ? Optional.empty() : Optional.ofNullable((Made) found);
    }

    Made fresh(Session session) {
        return maker(session).entity(other, 2 * n + 1, n + 3);
    }

    void count(Session session) {
        session.createSelectionQuery("select count(*) from " + other, Long.class)
                .getSingleResult();
    }

    private Maker maker(Session session) {
        return new Maker(domain, classes, population, new Desk(session, domain, classes, population, true));
    }

    /** A plain attribute, another one for each {@code index} if there are some. */
    private Optional<Attribute> attribute(String type, int index) {
        List<Attribute> plain = domain.attributes(domain.entity(type).orElseThrow()).stream()
                .filter(each -> each.kind() == Kind.VALUE && each.sample() != null)
                .toList();
        return plain.isEmpty() ? Optional.empty() : Optional.of(plain.get(index % plain.size()));
    }

    @Override
    public String toString() {
        return "0 " + moment + " " + deed + " " + entity + (isNew ? " new " : " ") + other + " " + n;
    }
}
