package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;

/** A look-up of what the receivers of {@code changed} ask for. Answers are kept until a connection changes. */
final class NetChangeReceivers {

    private final Signal<Changed<?>> changed;
    private final AnswerCache<Asked> answers;

    /** The events that receivers of one entity type ask for, by phase. */
    private record Asked(Map<TransactionPhase, Set<Including>> byPhase) {

        boolean isAsked(TransactionPhase phase, Including events) {
            return byPhase.getOrDefault(phase, Set.of()).contains(events);
        }
    }

    NetChangeReceivers(Signal<Changed<?>> changed) {
        this.changed = changed;
        this.answers = new AnswerCache<>(new ReceiverLookup(changed));
    }

    boolean hasReceivers(EntityPersister persister) {
        return changed.hasReceivers(persister.getMappedClass());
    }

    /** Returns whether any receiver of the entity asks for changes of its collections, in whatever phase. */
    boolean askForCollections(EntityPersister persister) {
        if (!hasReceivers(persister)) {
            return false;
        }
        Asked asked = asked(persister);
        return asked.isAsked(TransactionPhase.BEFORE_COMMIT, Including.COLLECTIONS)
                || asked.isAsked(TransactionPhase.AFTER_COMMIT, Including.COLLECTIONS);
    }

    /** Returns whether a receiver of this phase asks for events that others do not get. */
    boolean askFor(Including events, EntityPersister persister, TransactionPhase phase) {
        return asked(persister).isAsked(phase, events);
    }

    private Asked asked(EntityPersister persister) {
        Map<String, Asked> known = answers.current();
        Asked asked = known.get(persister.getEntityName());
        if (asked == null) {
            asked = find(persister);
            known.put(persister.getEntityName(), asked);
        }
        return asked;
    }

    private Asked find(EntityPersister persister) {
        Map<TransactionPhase, Set<Including>> found = new EnumMap<>(TransactionPhase.class);
        for (Connection connection : changed.connections()) {
            if (connection.part().orElse(null) instanceof ChangedPart part
                    && CollectionReceiverLookup.accepts(connection, persister.getMappedClass())) {
                Set<Including> ofPhase = found.computeIfAbsent(part.phase(), key -> EnumSet.noneOf(Including.class));
                for (Including events : Including.values()) {
                    if (part.includes(events)) {
                        ofPhase.add(events);
                    }
                }
            }
        }
        return new Asked(found);
    }
}
