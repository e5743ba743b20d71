package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two states of an entity. Embeddables are compared part by part, associations by identifier. Hibernate counts
 * the class of an embeddable with subclasses as a part; that is no attribute, but a change of the embeddable itself.
 */
public final class StateComparison implements AttributeChanges.Embeddables {

    /** No changes. */
    public static final Changes NONE = AttributeChanges.NONE;

    /** Changes that are not known. */
    public static final Changes UNKNOWN = AttributeChanges.UNKNOWN;

    private final EntityPersister persister;
    private final References references;
    private final boolean isWholeRow;
    private final WrittenBy writtenBy;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private @Nullable Object @Nullable [] oldState;
    private @Nullable Object[] newState = {};

    /**
     * @param isWholeRow whether a row is inserted or deleted, so that every attribute with a value counts as changed
     */
    private StateComparison(EntityPersister persister, WrittenBy writtenBy, boolean isWholeRow) {
        this.persister = persister;
        this.writtenBy = writtenBy;
        this.isWholeRow = isWholeRow;
        this.references = new References(persister.getFactory());
    }

    /**
     * Returns the changes of a new row, including values that the database has set and Hibernate has read back, or that only
     * a later UPDATE has written. An attribute that is never written, like a generated column, is no change.
     *
     * @param state what the row holds, see {@link InsertedState}
     */
    public static Changes created(EntityPersister persister, @Nullable Object[] state) {
        StateComparison comparison = new StateComparison(persister, WrittenBy.ANY, true);
        comparison.compare(null, state);
        return AttributeChanges.of(comparison.changes, comparison);
    }

    /** Returns the changes that an INSERT of this state writes. */
    public static Changes inserted(EntityPersister persister, @Nullable Object[] state) {
        StateComparison comparison = new StateComparison(persister, WrittenBy.INSERT, true);
        comparison.compare(null, state);
        return AttributeChanges.of(comparison.changes, comparison);
    }

    /**
     * Returns the changes that the deletion of a row makes.
     *
     * @param state the state of the row; null if Hibernate does not know it
     */
    public static Changes deleted(EntityPersister persister, @Nullable Object @Nullable [] state) {
        if (state == null) {
            return AttributeChanges.UNKNOWN;
        }
        StateComparison comparison = new StateComparison(persister, WrittenBy.ANY, true);
        comparison.compare(state, new Object[state.length]);
        return AttributeChanges.of(comparison.changes, comparison);
    }

    /**
     * Returns the changes that an UPDATE from one state to the other writes.
     *
     * @param oldState the state before; null if Hibernate does not know it
     */
    public static Changes updated(
            EntityPersister persister, @Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
        if (oldState == null) {
            return AttributeChanges.UNKNOWN;
        }
        StateComparison comparison = new StateComparison(persister, WrittenBy.UPDATE, false);
        comparison.compare(oldState, newState);
        return AttributeChanges.of(comparison.changes, comparison);
    }

    /**
     * Returns the changes that a deletion and a new INSERT of the same row make.
     *
     * @param oldState the state before; null if Hibernate does not know it
     */
    public static Changes replaced(
            EntityPersister persister, @Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
        if (oldState == null) {
            return AttributeChanges.UNKNOWN;
        }
        StateComparison comparison = new StateComparison(persister, WrittenBy.ANY, false);
        comparison.compare(oldState, newState);
        return AttributeChanges.of(comparison.changes, comparison);
    }

    private void compare(@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
        this.oldState = oldState;
        this.newState = newState;
        boolean[] written = writtenBy.properties(persister);
        int version = HibernateAdapter.versionIndex(persister);
        for (int i = 0; i < newState.length; i++) {
            String attribute = persister.getPropertyNames()[i];
            if (written[i]
                    && i != version
                    && LoadedState.isHeld(persister, newState, i)
                    && LoadedState.isAttribute(persister, i)) {
                boolean known = oldState == null || oldState[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
                Object oldValue = oldState == null || !known ? null : oldState[i];
                compare(
                        attribute,
                        persister.getPropertyTypes()[i],
                        EmbeddableMappings.of(persister, i),
                        oldValue,
                        known,
                        newState[i]);
            }
        }
    }

    private void compare(
            String attribute,
            Type type,
            @Nullable EmbeddableMappingType mapping,
            @Nullable Object oldValue,
            boolean known,
            @Nullable Object newValue) {
        if (type instanceof CompositeType component && !type.isAnyType()) {
            compareParts(attribute, component, mapping, oldValue, known, newValue);
        } else if (!type.isCollectionType()
                && !LoadedState.isInverseSide(type)
                && !(known && isSame(type, oldValue, newValue))) {
            changes.put(
                    attribute,
                    new AttributeChange(
                            attribute, references.toId(type, oldValue), references.toId(type, newValue), known));
        }
    }

    @Override
    public @Nullable Change find(String path) {
        String[] names = path.split("\\.", -1);
        int property = Arrays.asList(persister.getPropertyNames()).indexOf(names[0]);
        if (property < 0) {
            return null;
        }
        Type type = persister.getPropertyTypes()[property];
        boolean known = oldState == null || oldState[property] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
        Object oldValue = oldState == null || !known ? null : oldState[property];
        Object newValue = newState[property];
        for (int i = 1; i < names.length; i++) {
            CompositeType component = (CompositeType) type;
            int part = Arrays.asList(component.getPropertyNames()).indexOf(names[i]);
            oldValue = oldValue == null ? null : ReadableState.parts(component, oldValue)[part];
            newValue = newValue == null ? null : ReadableState.parts(component, newValue)[part];
            type = component.getSubtypes()[part];
        }
        return new AttributeChange(path, oldValue, newValue, known);
    }

    private void compareParts(
            String path,
            CompositeType component,
            @Nullable EmbeddableMappingType mapping,
            @Nullable Object oldValue,
            boolean known,
            @Nullable Object newValue) {
        String[] names = component.getPropertyNames();
        @Nullable Object[] oldParts = ReadableState.parts(component, oldValue);
        @Nullable Object[] newParts = ReadableState.parts(component, newValue);
        boolean isReplaced = known && oldValue != null && newValue != null;
        for (int i = 0; i < names.length; i++) {
            Type type = component.getSubtypes()[i];
            if (!names[i].equals(EntityDiscriminatorMapping.DISCRIMINATOR_ROLE_NAME)) {
                if (writtenBy.isWritten(EmbeddableMappings.part(mapping, component, i))) {
                    EmbeddableMappingType inner = EmbeddableMappings.of(mapping, component, i);
                    compare(path + "." + names[i], type, inner, oldParts[i], known, newParts[i]);
                }
            } else if (isReplaced && !isSame(type, oldParts[i], newParts[i])) {
                changes.put(path, new AttributeChange(path, oldValue, newValue, true));
            }
        }
    }

    /**
     * Compares by the content of the row: a value that never equals its own copy is written again and again, but that is no
     * change. If the whole row is inserted or deleted, one value is null, and identity is enough.
     */
    private boolean isSame(Type type, @Nullable Object oldValue, @Nullable Object newValue) {
        return isWholeRow ? oldValue == newValue : RowValue.isSame(type, oldValue, newValue, persister.getFactory());
    }
}
