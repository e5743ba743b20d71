package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import dev.signals.hibernate.internal.connect.ChangedPart.Moment;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;

/** A look-up of what the receivers of {@code changed} ask for. Answers are kept until a connection changes. */
final class NetChangeReceivers {

    private final Signal<Changed<?>> changed;
    private final AnswerCache<Asked> answers;

    /** The events that receivers of one entity type ask for, by moment. */
    private record Asked(Map<Moment, Set<Including>> byMoment) {

        boolean isAsked(Moment moment, Including events) {
            return byMoment.getOrDefault(moment, Set.of()).contains(events);
        }
    }

    NetChangeReceivers(Signal<Changed<?>> changed) {
        this.changed = changed;
        this.answers = new AnswerCache<>(new ReceiverLookup(changed));
    }

    boolean hasReceivers(EntityPersister persister) {
        return changed.hasReceivers(persister.getMappedClass());
    }

    /** Returns whether any receiver of the entity asks for changes of its collections, in whatever moment. */
    boolean askForCollections(EntityPersister persister) {
        if (!hasReceivers(persister)) {
            return false;
        }
        Asked asked = asked(persister);
        return asked.byMoment().values().stream().anyMatch(events -> events.contains(Including.COLLECTIONS));
    }

    /** Returns whether any receiver of any entity is called in this moment. */
    boolean areThereAny(Moment moment) {
        return changed.connections().stream()
                .map(Connection::part)
                .flatMap(part -> part.stream())
                .anyMatch(part -> part instanceof ChangedPart changedPart && changedPart.moment() == moment);
    }

    /** Returns whether a receiver of this moment asks for events that others do not get. */
    boolean askFor(Including events, EntityPersister persister, Moment moment) {
        return asked(persister).isAsked(moment, events);
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
        Map<Moment, Set<Including>> found = new EnumMap<>(Moment.class);
        for (Connection connection : changed.connections()) {
            if (connection.part().orElse(null) instanceof ChangedPart part
                    && CollectionReceiverLookup.accepts(connection, persister.getMappedClass())) {
                Set<Including> ofMoment = found.computeIfAbsent(part.moment(), key -> EnumSet.noneOf(Including.class));
                for (Including events : Including.values()) {
                    if (part.includes(events)) {
                        ofMoment.add(events);
                    }
                }
            }
        }
        return new Asked(found);
    }
}
