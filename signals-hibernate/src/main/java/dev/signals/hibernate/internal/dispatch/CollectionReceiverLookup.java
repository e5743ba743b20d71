package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.internal.connect.CollectionPart;
import dev.signals.hibernate.internal.mapping.OwnedCollection;
import dev.signals.hibernate.internal.mapping.OwnedCollections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hibernate.persister.entity.EntityPersister;

/** A look-up of the collections of one session factory that have receivers. Answers are kept until a connection changes. */
public final class CollectionReceiverLookup {

    private final Signal<?> associations;
    private final Signal<?> others;
    private final ReceiverLookup receivers;
    private final OwnedCollections collections = new OwnedCollections();
    private final AnswerCache<List<OwnedCollection>> answers;

    public CollectionReceiverLookup(FactorySignals signals) {
        associations = signals.m2mChanged().signal();
        others = signals.collectionChanged().signal();
        receivers = new ReceiverLookup(associations, others);
        answers = new AnswerCache<>(receivers);
    }

    /** The entity types with collections that may have receivers. */
    public ReceiverLookup owners() {
        return receivers;
    }

    /** Returns the collections of this entity type that have receivers. */
    public List<OwnedCollection> of(EntityPersister owner) {
        Map<String, List<OwnedCollection>> current = answers.current();
        List<OwnedCollection> known = current.get(owner.getEntityName());
        if (known == null) {
            known = collections.of(owner).stream()
                    .filter(collection -> isWanted(owner.getMappedClass(), collection, part -> true))
                    .toList();
            current.put(owner.getEntityName(), known);
        }
        return known;
    }

    /** Returns whether a receiver of this association needs the keys that a clear removes. */
    public boolean needsKeys(EntityPersister owner, OwnedCollection collection) {
        return isWanted(owner.getMappedClass(), collection, CollectionPart::loadsKeys);
    }

    private boolean isWanted(Class<?> owner, OwnedCollection collection, Predicate<CollectionPart> condition) {
        Signal<?> signal = collection.isAssociation() ? associations : others;
        return signal.connections().stream()
                .anyMatch(connection ->
                        accepts(connection, owner) && concerns(connection, collection.attribute(), condition));
    }

    private static boolean accepts(Connection connection, Class<?> owner) {
        return connection.isForAnySender()
                || connection
                        .sender()
                        .filter(sender ->
                                sender == owner || (connection.includesSubtypes() && sender.isAssignableFrom(owner)))
                        .isPresent();
    }

    private static boolean concerns(Connection connection, String attribute, Predicate<CollectionPart> condition) {
        CollectionPart part = (CollectionPart) connection.part().orElse(CollectionPart.ANY);
        return part.attribute().map(attribute::equals).orElse(true) && condition.test(part);
    }
}
