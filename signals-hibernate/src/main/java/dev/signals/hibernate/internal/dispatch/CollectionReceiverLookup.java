package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.internal.connect.CollectionPart;
import dev.signals.hibernate.internal.mapping.InverseCollection;
import dev.signals.hibernate.internal.mapping.InverseCollections;
import dev.signals.hibernate.internal.mapping.OwnedCollection;
import dev.signals.hibernate.internal.mapping.OwnedCollections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** A look-up of the collections of one session factory that have receivers. Answers are kept until a connection changes. */
public final class CollectionReceiverLookup {

    private final Signal<?> associations;
    private final Signal<?> others;
    private final ReceiverLookup receivers;
    private final OwnedCollections collections = new OwnedCollections();
    private final AnswerCache<List<OwnedCollection>> answers;
    private final InverseCollections inverseCollections = new InverseCollections();
    private final AnswerCache<List<InverseCollection>> inverseAnswers;
    private final AnswerCache<Boolean> anyInverse;
    private final NetChangeReceivers netChanges;
    private final AnswerCache<List<OwnedCollection>> recorded;

    CollectionReceiverLookup(FactorySignals signals, NetChangeReceivers netChanges) {
        associations = signals.m2mChanged().signal();
        others = signals.collectionChanged().signal();
        receivers = new ReceiverLookup(associations, others).or(associations, this::hasInverse);
        answers = new AnswerCache<>(receivers);
        ReceiverLookup ofAssociations = new ReceiverLookup(associations);
        inverseAnswers = new AnswerCache<>(ofAssociations);
        anyInverse = new AnswerCache<>(ofAssociations);
        this.netChanges = netChanges;
        recorded = new AnswerCache<>(
                new ReceiverLookup(associations, others, signals.changed().signal()));
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
                    .filter(collection -> isWanted(owner.getMappedClass(), collection, part -> true)
                            || isSeenFromInverse(owner, collection, part -> true))
                    .toList();
            current.put(owner.getEntityName(), known);
        }
        return known;
    }

    /**
     * Returns the collections of this entity type whose writes are recorded: those with receivers, or all if a receiver of
     * {@code changed} asks for them.
     */
    public List<OwnedCollection> recorded(EntityPersister owner) {
        Map<String, List<OwnedCollection>> current = recorded.current();
        List<OwnedCollection> known = current.get(owner.getEntityName());
        if (known == null) {
            known = netChanges.askForCollections(owner) ? collections.of(owner) : of(owner);
            current.put(owner.getEntityName(), known);
        }
        return known;
    }

    /** Returns whether this collection has receivers of its own. */
    public boolean isAnnounced(EntityPersister owner, OwnedCollection collection) {
        return of(owner).contains(collection);
    }

    /** Returns whether a receiver of this association needs the keys that a clear removes. */
    public boolean needsKeys(EntityPersister owner, OwnedCollection collection) {
        return isWanted(owner.getMappedClass(), collection, CollectionPart::loadsKeys)
                || isSeenFromInverse(owner, collection, CollectionPart::loadsKeys);
    }

    /** Returns the collections with receivers, on the side with {@code mappedBy}, whose rows entities of this type write. */
    public List<InverseCollection> inverse(EntityPersister writing) {
        Map<String, List<InverseCollection>> current = inverseAnswers.current();
        List<InverseCollection> known = current.get(writing.getEntityName());
        if (known == null) {
            known = inverseCollections.of(writing).stream()
                    .filter(collection -> hasReceivers(collection, part -> true))
                    .toList();
            current.put(writing.getEntityName(), known);
        }
        return known;
    }

    /** Returns whether any collection with {@code mappedBy} of the factory has receivers. */
    public boolean hasAnyInverse(SessionFactoryImplementor factory) {
        Map<String, Boolean> current = anyInverse.current();
        Boolean known = current.get("");
        if (known == null) {
            boolean[] found = {false};
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> found[0] |= hasInverse(persister));
            known = found[0];
            current.put("", known);
        }
        return known;
    }

    /** Returns whether entities of this type write the rows of a collection that has receivers on the other side. */
    boolean hasInverse(EntityPersister writing) {
        return !inverse(writing).isEmpty();
    }

    /** Returns whether foreign keys of this entity type are the rows of a collection that has receivers. */
    public boolean hasForeignKeys(EntityPersister writing) {
        return inverse(writing).stream().anyMatch(InverseCollection::isByForeignKey);
    }

    private boolean isSeenFromInverse(
            EntityPersister owner, OwnedCollection collection, Predicate<CollectionPart> condition) {
        return collection.isAssociation()
                && inverse(owner).stream()
                        .anyMatch(inverse -> !inverse.isByForeignKey()
                                && inverse.mappedBy().equals(collection.attribute())
                                && hasReceivers(inverse, condition));
    }

    /** Only a receiver that names the attribute is called for the side with {@code mappedBy}. */
    private boolean hasReceivers(InverseCollection collection, Predicate<CollectionPart> condition) {
        Class<?> farSide = collection.farSide().getMappedClass();
        return associations.connections().stream()
                .anyMatch(connection -> connection.part().orElse(null) instanceof CollectionPart part
                        && part.attribute()
                                .filter(collection.attribute()::equals)
                                .isPresent()
                        && condition.test(part)
                        && mayAccept(connection, farSide));
    }

    /** Returns whether a connection may be for an entity of this declared type. */
    private static boolean mayAccept(Connection connection, Class<?> declared) {
        return accepts(connection, declared)
                || connection.sender().filter(declared::isAssignableFrom).isPresent();
    }

    private boolean isWanted(Class<?> owner, OwnedCollection collection, Predicate<CollectionPart> condition) {
        Signal<?> signal = collection.isAssociation() ? associations : others;
        return signal.connections().stream()
                .anyMatch(connection ->
                        accepts(connection, owner) && concerns(connection, collection.attribute(), condition));
    }

    static boolean accepts(Connection connection, Class<?> owner) {
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
