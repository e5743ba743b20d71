package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EmbeddableMappings;
import dev.signals.hibernate.internal.state.LoadedState;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * References by another unique column than the primary key, to entities that are not loaded. Hibernate's dirty check loads
 * them for the value of that column, see {@code EntityType.getUniqueKey}. It does so in the flush, after the cascades, and
 * not at all if the flush fails before. So a look before the flush compares the entities instead.
 */
final class UnloadedReferences {

    private final boolean[] properties;
    private final boolean[] checkable;
    private final Type[] types;
    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;

    private UnloadedReferences(ComparedType type, EntityPersister persister, SharedSessionContractImplementor session) {
        this.properties = type.byOtherColumns();
        this.checkable = persister.getPropertyCheckability();
        this.types = persister.getPropertyTypes();
        this.persister = persister;
        this.session = session;
    }

    /** Returns the references of an entity; null if there are none that Hibernate would load to compare these states. */
    static @Nullable UnloadedReferences between(
            @Nullable Object[] previous,
            @Nullable Object[] current,
            ComparedType type,
            EntityPersister persister,
            SharedSessionContractImplementor session) {
        boolean[] properties = type.byOtherColumns();
        for (int i = 0; i < properties.length; i++) {
            if (properties[i]
                    && isComparedByLoading(persister.getPropertyTypes()[i], previous[i], current[i], session)) {
                return new UnloadedReferences(type, persister, session);
            }
        }
        return null;
    }

    /** Returns whether a property may hold such references, itself or in its parts. */
    static boolean mayBeIn(Type type) {
        if (type instanceof EntityType reference) {
            return !reference.isReferenceToPrimaryKey() && !LoadedState.isInverseSide(type);
        }
        if (type instanceof CompositeType embeddable && !type.isAnyType()) {
            for (Type part : embeddable.getSubtypes()) {
                if (mayBeIn(part)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether one of them now refers to another entity: as the column is unique, its value is another one too. */
    boolean isAnyChanged(@Nullable Object[] previous, @Nullable Object[] current) {
        for (int i = 0; i < types.length; i++) {
            if (checkable[i] && isOne(i, previous, current) && isDirty(i, previous[i], current[i])) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether an embeddable with one of them is changed: an enhanced entity records only its own attributes. */
    boolean isAnyEmbeddableChanged(@Nullable Object[] previous, @Nullable Object[] current) {
        for (int i = 0; i < types.length; i++) {
            if (types[i].isComponentType()
                    && checkable[i]
                    && isOne(i, previous, current)
                    && isDirty(i, previous[i], current[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean isDirty(int property, @Nullable Object previous, @Nullable Object current) {
        return isDirty(types[property], previous, current, EmbeddableMappings.of(persister, property), session);
    }

    /** Returns the current state with the previous values of the properties that hold them. */
    @Nullable
    Object[] withoutThem(@Nullable Object[] previous, @Nullable Object[] current) {
        @Nullable Object[] others = current.clone();
        for (int i = 0; i < types.length; i++) {
            if (isOne(i, previous, current)) {
                others[i] = previous[i];
            }
        }
        return others;
    }

    private boolean isOne(int property, @Nullable Object[] previous, @Nullable Object[] current) {
        return properties[property]
                && isComparedByLoading(types[property], previous[property], current[property], session);
    }

    /**
     * Returns whether Hibernate finds a value changed, as {@code Type.isDirty} does, without loading anything. Collections do
     * not count.
     */
    static boolean isDirty(
            Type type, @Nullable Object previous, @Nullable Object current, SharedSessionContractImplementor session) {
        return isDirty(type, previous, current, null, session);
    }

    /**
     * Returns the same for an attribute of an entity.
     *
     * @param mapping of an embeddable, of which Hibernate may not compare all parts; null if it compares all
     */
    static boolean isDirty(
            Type type,
            @Nullable Object previous,
            @Nullable Object current,
            @Nullable EmbeddableMappingType mapping,
            SharedSessionContractImplementor session) {
        if (type instanceof CompositeType embeddable
                && (mapping != null || isComparedByLoading(type, previous, current, session))) {
            return isAnyPartDirty(embeddable, previous, current, mapping, session);
        }
        return isComparedByLoading(type, previous, current, session)
                ? !RowValue.isSame(type, previous, current, session.getFactory())
                : !type.isCollectionType() && type.isDirty(previous, current, session);
    }

    private static boolean isAnyPartDirty(
            CompositeType embeddable,
            @Nullable Object previous,
            @Nullable Object current,
            @Nullable EmbeddableMappingType mapping,
            SharedSessionContractImplementor session) {
        Type[] types = embeddable.getSubtypes();
        for (int i = 0; previous != current && i < types.length; i++) {
            if (ComparedParts.contain(mapping, embeddable, i, session)
                    && isDirty(
                            types[i],
                            part(embeddable, previous, i, session),
                            part(embeddable, current, i, session),
                            EmbeddableMappings.of(mapping, embeddable, i),
                            session)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isComparedByLoading(
            Type type, @Nullable Object previous, @Nullable Object current, SharedSessionContractImplementor session) {
        if (previous == current || isUnfetched(previous) || isUnfetched(current) || !mayBeIn(type)) {
            return false;
        }
        if (!(type instanceof CompositeType embeddable)) {
            return !(Hibernate.isInitialized(previous) && Hibernate.isInitialized(current));
        }
        Type[] types = embeddable.getSubtypes();
        for (int i = 0; i < types.length; i++) {
            if (isComparedByLoading(
                    types[i], part(embeddable, previous, i, session), part(embeddable, current, i, session), session)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnfetched(@Nullable Object value) {
        return value == LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    private static @Nullable Object part(
            CompositeType embeddable, @Nullable Object value, int part, SharedSessionContractImplementor session) {
        return value == null ? null : embeddable.getPropertyValue(value, part, session);
    }
}
