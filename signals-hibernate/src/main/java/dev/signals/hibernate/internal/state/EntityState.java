package dev.signals.hibernate.internal.state;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The state of an entity at one moment. A later comparison shows whether its row would differ.
 *
 * <p>It records what the row would hold, not a copy of the values: a value need not equal its own copy, and its converter
 * may write something else for the copy.
 */
public final class EntityState {

    private final EntityPersister persister;

    /** For each attribute the value itself if it cannot change, otherwise a {@link Recorded}. Most cannot. */
    private final @Nullable Object[] values;

    private boolean mayChange;

    private EntityState(EntityPersister persister, @Nullable Object[] values) {
        this.persister = persister;
        this.values = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            set(i, values[i]);
        }
    }

    /** Records a state, as far as an UPDATE writes it. */
    public static EntityState of(EntityPersister persister, @Nullable Object[] values) {
        return new EntityState(persister, values);
    }

    /** Records another value of one attribute. */
    public void set(int attribute, @Nullable Object value) {
        Object recorded = persister.getPropertyUpdateability()[attribute]
                ? recorded(persister.getPropertyTypes()[attribute], value)
                : value;
        values[attribute] = recorded;
        mayChange |= recorded instanceof Recorded;
    }

    /** Returns whether each value is plainly still the same, and none can have changed. It is quick, and may say no in doubt. */
    public boolean isUntouched(@Nullable Object[] later) {
        if (mayChange) {
            return false;
        }
        for (int i = 0; i < later.length; i++) {
            if (later[i] != values[i] && !PlainValues.isEqual(later[i], values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a value is an object whose content may change. */
    public boolean mayChange() {
        return mayChange;
    }

    /**
     * Returns whether the row would be the same for a later state. An attribute that has been loaded since is compared with
     * the loaded value. A value that never equals itself, for example the result of an encrypting converter without {@code
     * equals}, counts as unchanged as long as it is the same object. So does one that each reading finds different, see {@link
     * Readings}.
     *
     * @param entity the instance from which the later state has been read
     * @param loaded what the session has loaded; null if it does not know
     */
    public boolean isSame(Object entity, @Nullable Object[] later, @Nullable Object @Nullable [] loaded) {
        for (int i = 0; i < later.length; i++) {
            Type type = persister.getPropertyTypes()[i];
            boolean same;
            @Nullable Object before = values[i];
            if (loaded != null && isUnloaded(before) && !isUnloaded(later[i])) {
                before = loaded[i];
                same = RowValue.isSame(type, before, later[i], factory());
            } else {
                same = isSame(type, before, later[i]);
            }
            if (!same
                    && persister.getPropertyUpdateability()[i]
                    && !isUnsteady(type, before, later[i], ReadableState.of(persister, entity, i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a value differs only where a second reading differs from the first. */
    private boolean isUnsteady(Type type, @Nullable Object recorded, @Nullable Object first, @Nullable Object second) {
        if (isUnloaded(first)) {
            return false;
        }
        if (!Readings.isEmbeddable(type)) {
            return Readings.isUnsteady(type, first, second, factory());
        }
        CompositeType component = (CompositeType) type;
        @Nullable
        Object[] known = recorded instanceof Parts parts ? parts.parts : ReadableState.parts(component, recorded);
        @Nullable Object[] firstParts = ReadableState.parts(component, first);
        @Nullable Object[] secondParts = ReadableState.parts(component, second);
        for (int i = 0; i < known.length; i++) {
            Type part = component.getSubtypes()[i];
            if (!isSame(part, known[i], firstParts[i]) && !isUnsteady(part, known[i], firstParts[i], secondParts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the value itself if it cannot change, otherwise a {@link Recorded}. */
    private @Nullable Object recorded(Type type, @Nullable Object value) {
        if (isUnloaded(value)) {
            return value;
        }
        if (Readings.isEmbeddable(type)) {
            CompositeType component = (CompositeType) type;
            @Nullable Object[] parts = ReadableState.parts(component, value).clone();
            for (int i = 0; i < parts.length; i++) {
                parts[i] = recorded(component.getSubtypes()[i], parts[i]);
            }
            return new Parts(parts);
        }
        return value == null || type.isAssociationType() || RowValue.isPlain(type, value)
                ? value
                : new Leaf(value, RowValue.of(type, value, factory()));
    }

    private boolean isSame(Type type, @Nullable Object recorded, @Nullable Object later) {
        if (recorded instanceof Parts known) {
            CompositeType component = (CompositeType) type;
            @Nullable Object[] parts = ReadableState.parts(component, later);
            for (int i = 0; i < parts.length; i++) {
                if (!isSame(component.getSubtypes()[i], known.parts[i], parts[i])) {
                    return false;
                }
            }
            return true;
        }
        if (!(recorded instanceof Leaf leaf)) {
            return RowValue.isSame(type, recorded, later, factory());
        }
        RowValue now = RowValue.of(type, later, factory());
        return now.equals(leaf.row) || (later == leaf.object && !now.equals(RowValue.of(type, later, factory())));
    }

    private static boolean isUnloaded(@Nullable Object value) {
        return value == LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    private SessionFactoryImplementor factory() {
        return persister.getFactory();
    }

    /** The content of an attribute, or of a part of it, that may change although the object stays the same. */
    private sealed interface Recorded {}

    /**
     * A value without parts.
     *
     * @param object the value itself
     * @param row what the row would hold
     */
    private record Leaf(Object object, RowValue row) implements Recorded {}

    /**
     * An embeddable.
     *
     * @param parts for each part what {@link EntityState#values} holds for an attribute
     */
    private record Parts(@Nullable Object[] parts) implements Recorded {}
}
