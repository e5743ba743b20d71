package dev.signals.hibernate.internal.removal;

import dev.signals.hibernate.ProtectedReferencesException;
import dev.signals.hibernate.internal.mapping.ForeignKey;
import dev.signals.hibernate.internal.mapping.QueryNames;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The references that a deletion would leave, counted by attribute. */
final class Protection {

    private static final String REFERRING = "signalsReferring";
    private static final String ELEMENT = "signalsElement";
    private static final String DELETED = "signalsDeleted";
    private static final int MOST_PARAMETERS = 500;

    private final SharedSessionContractImplementor session;
    private final Selection selection;
    private final Removed removed;
    private final Map<String, Long> references = new TreeMap<>();

    Protection(SharedSessionContractImplementor session, Selection selection, Removed removed) {
        this.session = session;
        this.selection = selection;
        this.removed = removed;
    }

    /** Counts the references by rows that no cascade takes along, with one query for each foreign key. */
    void countBySelection() {
        for (ForeignKey key : removed.bySelection()) {
            boolean isSelfReference = removed.selfReferences().contains(key);
            long count = selection
                    .query(
                            session,
                            "select count(*) from " + rows(key) + " where id(" + path(key) + ") in "
                                    + selection.identifiers()
                                    + (isSelfReference
                                            ? " and id(" + REFERRING + ") not in " + selection.identifiers()
                                            : ""),
                            Long.class)
                    .getSingleResult();
            add(key, count);
        }
    }

    /**
     * Returns whether selected rows refer to selected rows. Most databases check each row of a statement by itself, so one
     * statement cannot delete both.
     */
    boolean isAnyReferenceAmongSelected() {
        return removed.selfReferences().stream()
                .anyMatch(key -> selection
                                .query(
                                        session,
                                        "select count(*) from " + rows(key) + " where id(" + path(key) + ") in "
                                                + selection.identifiers() + " and id(" + REFERRING + ") in "
                                                + selection.identifiers(),
                                        Long.class)
                                .getSingleResult()
                        > 0);
    }

    /** Counts the other references to entities that are deleted together, by rows that are not among them. */
    void countByEntity(List<Object> deleted) {
        Set<EntityKey> keys = new HashSet<>();
        deleted.forEach(entity -> keys.add(key(session.getEntityPersister(null, entity), entity)));
        for (ForeignKey key : removed.byEntity()) {
            EntityPersister target = persister(key.target());
            EntityPersister referring = persister(key.entityName());
            List<Object> referredTo =
                    deleted.stream().filter(target::isInstance).toList();
            for (int from = 0; from < referredTo.size(); from += MOST_PARAMETERS) {
                List<Object> part = referredTo.subList(from, Math.min(referredTo.size(), from + MOST_PARAMETERS));
                long count = referringTo(session, key, part).stream()
                        .filter(id -> !keys.contains(session.generateEntityKey(id, referring)))
                        .count();
                add(key, count);
            }
        }
    }

    /** Returns the identifiers of the entities that refer to any of the given ones. */
    static List<Object> referringTo(SharedSessionContractImplementor session, ForeignKey key, List<Object> entities) {
        return session.createSelectionQuery(
                        "select id(" + REFERRING + ") from " + rows(session, key) + " where " + path(key) + " in (:"
                                + DELETED + ")",
                        Object.class)
                .setParameterList(DELETED, entities)
                .getResultList();
    }

    private String rows(ForeignKey key) {
        return rows(session, key);
    }

    private static String rows(SharedSessionContractImplementor session, ForeignKey key) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(key.entityName());
        return QueryNames.of(persister) + " " + REFERRING
                + (key.collection() == null ? "" : " join " + REFERRING + "." + key.collection() + " " + ELEMENT);
    }

    private static String path(ForeignKey key) {
        return key.collection() == null
                ? REFERRING + "." + key.path()
                : key.path().isEmpty() ? ELEMENT : ELEMENT + "." + key.path();
    }

    private void add(ForeignKey key, long count) {
        if (count > 0) {
            references.merge(key.entityName() + "." + key.attribute(), count, Long::sum);
        }
    }

    /** Fails if any references have been found. */
    void check(String deletion) {
        if (!references.isEmpty()) {
            throw new ProtectedReferencesException(deletion, references);
        }
    }

    private EntityKey key(EntityPersister persister, Object entity) {
        return session.generateEntityKey(persister.getIdentifier(entity, session), persister);
    }

    private EntityPersister persister(String entityName) {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
    }
}
