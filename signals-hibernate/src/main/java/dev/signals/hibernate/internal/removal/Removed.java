package dev.signals.hibernate.internal.removal;

import dev.signals.hibernate.internal.mapping.ForeignKey;
import dev.signals.hibernate.internal.mapping.ForeignKeys;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The types that a deletion may remove, and the foreign keys to them.
 *
 * @param root the root of the hierarchy whose rows are selected
 * @param alongRoots the roots of the hierarchies that a cascade may take along
 * @param bySelection the foreign keys to selected rows, from rows that no cascade takes along, if a query can tell which
 *     would be left
 * @param byEntity the other foreign keys to removed rows; only the removed entities show which of these would be left
 * @param selfReferences the foreign keys from selected rows to selected rows
 */
record Removed(
        String root,
        Set<String> alongRoots,
        List<ForeignKey> bySelection,
        List<ForeignKey> byEntity,
        List<ForeignKey> selfReferences) {

    /**
     * @param along the names of the entities that a cascade may take along
     * @param cascades whether the session cascades removals
     */
    static Removed of(EntityPersister persister, Set<String> along, boolean cascades, ForeignKeys keys) {
        String root = persister.getRootEntityName();
        Set<String> alongRoots = along.stream().map(keys::root).collect(Collectors.toSet());
        List<ForeignKey> toSelected = isKept(persister) ? List.of() : keys(keys, root, cascades);
        List<ForeignKey> bySelection = toSelected.stream()
                .filter(key -> isComparable(persister) && !alongRoots.contains(keys.root(key.entityName())))
                .toList();
        List<ForeignKey> byEntity = Stream.concat(
                        toSelected.stream(),
                        alongRoots.stream()
                                .filter(each -> !each.equals(root) && !isKept(persister.getFactory(), each))
                                .flatMap(each -> keys(keys, each, cascades).stream()))
                .filter(key -> alongRoots.contains(root) || !bySelection.contains(key))
                .toList();
        List<ForeignKey> selfReferences = toSelected.stream()
                .filter(key -> keys.root(key.entityName()).equals(root))
                .toList();
        return new Removed(root, alongRoots, bySelection, byEntity, selfReferences);
    }

    private static List<ForeignKey> keys(ForeignKeys keys, String root, boolean cascades) {
        return cascades ? keys.protecting(root) : keys.to(root);
    }

    private static boolean isKept(SessionFactoryImplementor factory, String entityName) {
        return isKept(factory.getMappingMetamodel().getEntityDescriptor(entityName));
    }

    /** Returns whether the rows stay in the database. */
    private static boolean isKept(EntityPersister persister) {
        return persister.getSoftDeleteMapping() != null;
    }

    /**
     * Returns whether queries can compare the identifiers of entities. Hibernate fails over some comparisons of identifiers of
     * several attributes, and compares only the entities.
     */
    static boolean isComparable(EntityPersister persister) {
        return !persister.getIdentifierType().isComponentType();
    }

    /** Returns whether a cascade may take anything along. */
    boolean mayTakeAlong() {
        return !alongRoots.isEmpty();
    }
}
