package dev.signals.hibernate.internal.walk;

import dev.signals.Connection;
import dev.signals.Signal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.CascadeStyle;
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
 * Whether a cascade from an entity of some type can end at an entity that anybody listens to. If not, there is nothing to
 * walk: receivers of one type cost nothing where only other types are used.
 *
 * <p>Answers are kept until a receiver is connected or disconnected.
 */
final class Reach {

    private final CascadingAction<?> action;
    private final List<Signal<?>> signals;
    private volatile Answers answers = new Answers(List.of());

    /** Answers that hold as long as these are the connections; the lists are compared by identity. */
    private static final class Answers {

        private final List<List<Connection>> connections;
        private final Map<String, Boolean> byEntityName = new ConcurrentHashMap<>();
        private volatile @Nullable Boolean idle;

        Answers(List<List<Connection>> connections) {
            this.connections = connections;
        }
    }

    Reach(CascadingAction<?> action, Signal<?>... signals) {
        this.action = action;
        this.signals = List.of(signals);
    }

    /** Whether nobody listens to any entity of the factory. */
    boolean isIdle(SessionFactoryImplementor factory) {
        Answers now = current();
        Boolean idle = now.idle;
        if (idle == null) {
            boolean[] wanted = {false};
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> wanted[0] |= isWanted(persister));
            idle = !wanted[0];
            now.idle = idle;
        }
        return idle;
    }

    /** Whether anybody listens to entities of this type or its subclasses, or to what they cascade to. */
    boolean reaches(EntityPersister persister, SessionFactoryImplementor factory) {
        Map<String, Boolean> known = current().byEntityName;
        Boolean answer = known.get(persister.getEntityName());
        if (answer == null) {
            answer = search(persister, factory);
            known.put(persister.getEntityName(), answer);
        }
        return answer;
    }

    private Answers current() {
        Answers now = answers;
        if (now.connections.size() == signals.size()) {
            int same = 0;
            while (same < signals.size()
                    && now.connections.get(same) == signals.get(same).connections()) {
                same++;
            }
            if (same == signals.size()) {
                return now;
            }
        }
        now = new Answers(signals.stream().map(Signal::connections).toList());
        answers = now;
        return now;
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
            if (!known || isWanted(next)) {
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

    private boolean isWanted(EntityPersister persister) {
        return signals.stream().anyMatch(signal -> signal.hasReceivers(persister.getMappedClass()));
    }

    /** Adds the entity names that a property can hold; false if that cannot be known. */
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
