package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.ManagedEntities;
import dev.signals.hibernate.internal.dispatch.AnswerCache;
import dev.signals.hibernate.internal.dispatch.ReceiverLookup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A graph question: can a cascade from an entity of some type reach an entity that has receivers? If it cannot, there is
 * nothing to walk, so receivers of one type cost nothing where only other types are used.
 *
 * <p>Answers are kept until a receiver is connected or disconnected.
 */
final class CascadeReachability {

    private final CascadingAction<?> action;
    private final ReceiverLookup receivers;
    private final AnswerCache<Boolean> answers;

    CascadeReachability(CascadingAction<?> action, ReceiverLookup receivers) {
        this.action = action;
        this.receivers = receivers;
        this.answers = new AnswerCache<>(receivers);
    }

    /** Returns whether any entity of the factory has receivers. */
    boolean hasAnyReceivers(SessionFactoryImplementor factory) {
        return receivers.hasAnyReceivers(factory);
    }

    /** Returns whether the session manages any entity of which {@link #reachesReceivers} is true. */
    boolean reachesReceiversOfAny(EventSource session) {
        if (!hasAnyReceivers(session.getFactory())) {
            return false;
        }
        Predicate<EntityPersister> reaches = forOneLook(session.getFactory());
        return ManagedEntities.anyMatch(session, (entity, entry) -> reaches.test(entry.getPersister()));
    }

    /**
     * Returns {@link #reachesReceivers} as a predicate for many entities at one moment. Entities of one type mostly follow
     * each other, and then the answer costs one comparison.
     */
    Predicate<EntityPersister> forOneLook(SessionFactoryImplementor factory) {
        Map<String, Boolean> known = answers.current();
        return new Predicate<>() {
            private @Nullable EntityPersister last;
            private boolean answer;

            @Override
            public boolean test(EntityPersister persister) {
                if (persister != last) {
                    last = persister;
                    answer = reachesReceivers(persister, factory, known);
                }
                return answer;
            }
        };
    }

    /** Returns whether entities of this type or its subclasses have receivers, or anything they cascade to. */
    boolean reachesReceivers(EntityPersister persister, SessionFactoryImplementor factory) {
        return reachesReceivers(persister, factory, answers.current());
    }

    private boolean reachesReceivers(
            EntityPersister persister, SessionFactoryImplementor factory, Map<String, Boolean> known) {
        Boolean answer = known.get(persister.getEntityName());
        if (answer == null) {
            answer = search(persister, factory);
            known.put(persister.getEntityName(), answer);
        }
        return answer;
    }

    private boolean search(EntityPersister start, SessionFactoryImplementor factory) {
        Set<String> found = new LinkedHashSet<>();
        Deque<EntityPersister> open = new ArrayDeque<>();
        addWithSubclasses(Set.of(start.getEntityName()), factory, found, open);
        for (EntityPersister next = open.poll(); next != null; next = open.poll()) {
            Set<String> targets = new LinkedHashSet<>();
            boolean known = true;
            for (int i = 0; i < next.getPropertyTypes().length; i++) {
                known &= addTargets(next.getPropertyTypes()[i], next.getPropertyCascadeStyles()[i], factory, targets);
            }
            if (!known || receivers.hasReceivers(next)) {
                return true;
            }
            addWithSubclasses(targets, factory, found, open);
        }
        return false;
    }

    private static void addWithSubclasses(
            Set<String> names, SessionFactoryImplementor factory, Set<String> found, Deque<EntityPersister> open) {
        for (String name : names) {
            EntityPersister declared = factory.getMappingMetamodel().getEntityDescriptor(name);
            factory.getMappingMetamodel().forEachEntityDescriptor(candidate -> {
                if (declared.isSubclassEntityName(candidate.getEntityName()) && found.add(candidate.getEntityName())) {
                    open.add(candidate);
                }
            });
        }
    }

    /**
     * Adds the names of the entities that a property can hold.
     *
     * @return false if they cannot be known
     */
    private boolean addTargets(Type type, CascadeStyle style, SessionFactoryImplementor factory, Set<String> targets) {
        if (type instanceof AnyType) {
            return !applies(style);
        }
        if (type instanceof CompositeType component) {
            boolean known = true;
            for (int i = 0; i < component.getSubtypes().length; i++) {
                known &= addTargets(component.getSubtypes()[i], component.getCascadeStyle(i), factory, targets);
            }
            return known;
        }
        if (type instanceof CollectionType collection) {
            return !applies(style) || addTargets(collection.getElementType(factory), style, factory, targets);
        }
        if (type instanceof EntityType entity && applies(style)) {
            targets.add(entity.getAssociatedEntityName());
        }
        return true;
    }

    private boolean applies(CascadeStyle style) {
        return style.doCascade(action) || style.hasOrphanDelete();
    }
}
