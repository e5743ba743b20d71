package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.MappingParts;
import dev.signals.hibernate.internal.dispatch.AnswerCache;
import dev.signals.hibernate.internal.dispatch.ReceiverLookup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadeStyles;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
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
    private final AnswerCache<Answer> answers;

    /**
     * The answer for one entity type.
     *
     * @param itself whether its entities, those of a subclass, or anything they cascade to have receivers
     * @param children whether anything that its entities cascade to has receivers
     * @param orphans whether anything that its entities can let go of as orphans has receivers
     */
    record Answer(boolean itself, boolean children, boolean orphans) {}

    CascadeReachability(CascadingAction<?> action, ReceiverLookup receivers) {
        this.action = action;
        this.receivers = receivers;
        this.answers = new AnswerCache<>(receivers);
    }

    /** Returns whether any entity of the factory has receivers. */
    boolean hasAnyReceivers(SessionFactoryImplementor factory) {
        return receivers.hasAnyReceivers(factory);
    }

    /** Returns all answers for this entity type. */
    Answer answer(EntityPersister persister, SessionFactoryImplementor factory) {
        return answer(persister, factory, answers.current());
    }

    /** Returns whether entities of this type or its subclasses have receivers, or anything they cascade to. */
    boolean reachesReceivers(EntityPersister persister, SessionFactoryImplementor factory) {
        return answer(persister, factory, answers.current()).itself();
    }

    /** Returns whether anything that entities of this type cascade to has receivers. */
    boolean childrenReachReceivers(EntityPersister persister, SessionFactoryImplementor factory) {
        return answer(persister, factory, answers.current()).children();
    }

    /** Returns whether anything that entities of this type can let go of as orphans has receivers. */
    boolean orphansReachReceivers(EntityPersister persister, SessionFactoryImplementor factory) {
        return answer(persister, factory, answers.current()).orphans();
    }

    /**
     * Returns the names of the entity types, with those of their subclasses, that a cascade from this type or its
     * subclasses can reach; all names if they cannot be known. The type itself is among them only if a cascade leads back
     * to it.
     */
    Set<String> reached(EntityPersister start, SessionFactoryImplementor factory) {
        return reached(action, start, factory);
    }

    /** Returns the same for any action. */
    static Set<String> reached(CascadingAction<?> action, EntityPersister start, SessionFactoryImplementor factory) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<EntityPersister> open = new ArrayDeque<>();
        addWithSubclasses(Set.of(start.getEntityName()), factory, new LinkedHashSet<>(), open);
        for (EntityPersister next = open.poll(); next != null; next = open.poll()) {
            Set<String> targets = new LinkedHashSet<>();
            if (!addTargets(next, factory, style -> applies(style, action), targets)) {
                factory.getMappingMetamodel().forEachEntityDescriptor(any -> reached.add(any.getEntityName()));
                return reached;
            }
            addWithSubclasses(targets, factory, reached, open);
        }
        return reached;
    }

    /** Returns {@link #reachesReceivers} as a predicate for many entities at one moment. */
    Predicate<EntityPersister> forOneLook(SessionFactoryImplementor factory) {
        return forOneLook(factory, Answer::itself);
    }

    /** Returns {@link #childrenReachReceivers} as a predicate for many entities at one moment. */
    Predicate<EntityPersister> childrenForOneLook(SessionFactoryImplementor factory) {
        return forOneLook(factory, Answer::children);
    }

    /** Entities of one type mostly follow each other, and then the answer costs one comparison. */
    private Predicate<EntityPersister> forOneLook(SessionFactoryImplementor factory, Predicate<Answer> question) {
        Map<String, Answer> known = answers.current();
        return new Predicate<>() {
            private @Nullable EntityPersister last;
            private boolean answer;

            @Override
            public boolean test(EntityPersister persister) {
                if (persister != last) {
                    last = persister;
                    answer = question.test(answer(persister, factory, known));
                }
                return answer;
            }
        };
    }

    private Answer answer(EntityPersister persister, SessionFactoryImplementor factory, Map<String, Answer> known) {
        Answer answer = known.get(persister.getEntityName());
        if (answer == null) {
            answer = new Answer(
                    search(persister, factory),
                    reachesAny(persister, factory, this::applies),
                    reachesAny(persister, factory, CascadeStyle::hasOrphanDelete));
            known.put(persister.getEntityName(), answer);
        }
        return answer;
    }

    private boolean reachesAny(
            EntityPersister persister, SessionFactoryImplementor factory, Predicate<CascadeStyle> styles) {
        Set<String> targets = new LinkedHashSet<>();
        return addTargets(persister, factory, styles, targets)
                ? targets.stream()
                        .map(factory.getMappingMetamodel()::getEntityDescriptor)
                        .anyMatch(target -> search(target, factory))
                : receivers.hasAnyReceivers(factory);
    }

    private boolean search(EntityPersister start, SessionFactoryImplementor factory) {
        Set<String> found = new LinkedHashSet<>();
        Deque<EntityPersister> open = new ArrayDeque<>();
        addWithSubclasses(Set.of(start.getEntityName()), factory, found, open);
        for (EntityPersister next = open.poll(); next != null; next = open.poll()) {
            Set<String> targets = new LinkedHashSet<>();
            if (!addTargets(next, factory, this::applies, targets)) {
                return receivers.hasAnyReceivers(factory);
            }
            if (receivers.hasReceivers(next)) {
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
     * Adds the names of the entities that the identifier and the properties with such a cascade can hold.
     *
     * @return false if they cannot be known
     */
    private static boolean addTargets(
            EntityPersister persister,
            SessionFactoryImplementor factory,
            Predicate<CascadeStyle> styles,
            Set<String> targets) {
        CascadeStyle identifier = MappingParts.identifierCascade(persister);
        boolean known = identifier == CascadeStyles.NONE
                || addTargets(persister.getIdentifierType(), identifier, factory, styles, targets);
        for (int i = 0; i < persister.getPropertyTypes().length; i++) {
            known &= addTargets(
                    persister.getPropertyTypes()[i], persister.getPropertyCascadeStyles()[i], factory, styles, targets);
        }
        return known;
    }

    private static boolean addTargets(
            Type type,
            CascadeStyle style,
            SessionFactoryImplementor factory,
            Predicate<CascadeStyle> styles,
            Set<String> targets) {
        if (type instanceof AnyType) {
            return !styles.test(style);
        }
        if (type instanceof CompositeType component) {
            boolean known = true;
            for (int i = 0; i < component.getSubtypes().length; i++) {
                known &= addTargets(component.getSubtypes()[i], component.getCascadeStyle(i), factory, styles, targets);
            }
            return known;
        }
        if (type instanceof CollectionType collection) {
            return !styles.test(style)
                    || addTargets(collection.getElementType(factory), style, factory, styles, targets);
        }
        if (type instanceof EntityType entity && styles.test(style)) {
            targets.add(entity.getAssociatedEntityName());
        }
        return true;
    }

    private boolean applies(CascadeStyle style) {
        return applies(style, action);
    }

    private static boolean applies(CascadeStyle style, CascadingAction<?> action) {
        return style.doCascade(action) || style.hasOrphanDelete();
    }
}
