package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Compares two states of an entity, embeddables part by part, associations by identifier. */
public final class StateComparison {

    private final EntityPersister persister;
    private final References references;
    private final boolean isWholeRow;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    /**
     * @param isWholeRow whether a row comes or goes, of which whatever has a value is a change
     */
    private StateComparison(EntityPersister persister, boolean isWholeRow) {
        this.persister = persister;
        this.isWholeRow = isWholeRow;
        this.references = new References(persister.getFactory());
    }

    /** What a new row holds, with what the database has set of it and Hibernate has read back. */
    public static Changes created(EntityPersister persister, @Nullable Object[] state) {
        boolean[] held = persister.getPropertyInsertability().clone();
        boolean[] updatable = persister.getPropertyUpdateability();
        @Nullable Generator[] generators = HibernateAdapter.generators(persister);
        for (int i = 0; i < generators.length; i++) {
            Generator generator = generators[i];
            // What is never written at all is no change, like a generated column.
            held[i] |= generator != null
                    && updatable[i]
                    && generator.generatesOnInsert()
                    && generator.generatedOnExecution();
        }
        StateComparison comparison = new StateComparison(persister, true);
        comparison.compare(held, null, state);
        return AttributeChanges.of(comparison.changes);
    }

    /** What an INSERT of this state writes. */
    public static Changes inserted(EntityPersister persister, @Nullable Object[] state) {
        StateComparison comparison = new StateComparison(persister, true);
        comparison.compare(persister.getPropertyInsertability(), null, state);
        return AttributeChanges.of(comparison.changes);
    }

    /**
     * What the deletion of a row takes away.
     *
     * @param state null if Hibernate does not know it
     */
    public static Changes deleted(EntityPersister persister, @Nullable Object @Nullable [] state) {
        if (state == null) {
            return AttributeChanges.UNKNOWN;
        }
        StateComparison comparison = new StateComparison(persister, true);
        comparison.compare(everWritten(persister), state, new Object[state.length]);
        return AttributeChanges.of(comparison.changes);
    }

    /**
     * What an UPDATE from one state to the other writes.
     *
     * @param oldState null if Hibernate does not know it
     */
    public static Changes updated(
            EntityPersister persister, @Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
        if (oldState == null) {
            return AttributeChanges.UNKNOWN;
        }
        StateComparison comparison = new StateComparison(persister, false);
        comparison.compare(persister.getPropertyUpdateability(), oldState, newState);
        return AttributeChanges.of(comparison.changes);
    }

    /**
     * What a deletion and an INSERT of the same row have changed.
     *
     * @param oldState null if Hibernate does not know it
     */
    public static Changes replaced(
            EntityPersister persister, @Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
        if (oldState == null) {
            return AttributeChanges.UNKNOWN;
        }
        StateComparison comparison = new StateComparison(persister, false);
        comparison.compare(everWritten(persister), oldState, newState);
        return AttributeChanges.of(comparison.changes);
    }

    /** The properties that an INSERT or an UPDATE writes; not what another attribute writes, as that of {@code @MapsId}. */
    private static boolean[] everWritten(EntityPersister persister) {
        boolean[] written = persister.getPropertyInsertability().clone();
        for (int i = 0; i < written.length; i++) {
            written[i] |= persister.getPropertyUpdateability()[i];
        }
        return written;
    }

    private void compare(boolean[] written, @Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
        int version = HibernateAdapter.versionIndex(persister);
        for (int i = 0; i < newState.length; i++) {
            String attribute = persister.getPropertyNames()[i];
            if (written[i]
                    && i != version
                    && LoadedState.isHeld(persister, newState, i)
                    && LoadedState.isAttribute(persister, i)) {
                boolean known = oldState == null || oldState[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
                Object oldValue = oldState == null || !known ? null : oldState[i];
                compare(attribute, persister.getPropertyTypes()[i], oldValue, known, newState[i]);
            }
        }
    }

    private void compare(
            String attribute, Type type, @Nullable Object oldValue, boolean known, @Nullable Object newValue) {
        if (type instanceof CompositeType component && !type.isAnyType()) {
            compareParts(attribute, component, oldValue, known, newValue);
        } else if (!type.isCollectionType() && !isFarSide(type) && !(known && isSame(type, oldValue, newValue))) {
            changes.put(
                    attribute,
                    new AttributeChange(
                            attribute, references.toId(type, oldValue), references.toId(type, newValue), known));
        }
    }

    private void compareParts(
            String path, CompositeType component, @Nullable Object oldValue, boolean known, @Nullable Object newValue) {
        String[] names = component.getPropertyNames();
        Object[] oldParts = oldValue == null ? new Object[names.length] : component.getPropertyValues(oldValue);
        Object[] newParts = newValue == null ? new Object[names.length] : component.getPropertyValues(newValue);
        for (int i = 0; i < names.length; i++) {
            compare(path + "." + names[i], component.getSubtypes()[i], oldParts[i], known, newParts[i]);
        }
    }

    /**
     * By what the row holds: a value that never equals its own copy is written again and again, and not changed by that. A converter
     * need not be asked whether it makes something of nothing.
     */
    private boolean isSame(Type type, @Nullable Object oldValue, @Nullable Object newValue) {
        return isWholeRow ? oldValue == newValue : RowValue.isSame(type, oldValue, newValue, persister.getFactory());
    }

    /** A one-to-one association without a column of its own. */
    private static boolean isFarSide(Type type) {
        return type instanceof EntityType entity && entity.isOneToOne();
    }
}
