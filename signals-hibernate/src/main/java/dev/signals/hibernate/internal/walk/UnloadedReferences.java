package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.LoadedState;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * References by another unique column than the primary key, to entities that are not loaded. Hibernate's dirty check loads
 * them for the value of that column, see {@code EntityType.getUniqueKey}.
 */
final class UnloadedReferences {

    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;

    UnloadedReferences(EntityPersister persister, SharedSessionContractImplementor session) {
        this.persister = persister;
        this.session = session;
    }

    /** Returns whether one of them now refers to another entity: as the column is unique, its value is another one too. */
    boolean isAnyChanged(@Nullable Object[] previous, @Nullable Object[] current) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            if (persister.getPropertyUpdateability()[i]
                    && isComparedByLoading(types[i], previous[i], current[i])
                    && !RowValue.isSame(types[i], previous[i], current[i], session.getFactory())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the current state with the previous ones of them, if none has changed, and with the previous inverse sides. */
    @Nullable
    Object[] withoutThem(@Nullable Object[] previous, @Nullable Object[] current) {
        @Nullable Object[] others = current.clone();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            if (LoadedState.isInverseSide(types[i]) || isComparedByLoading(types[i], previous[i], current[i])) {
                others[i] = previous[i];
            }
        }
        return others;
    }

    private boolean isComparedByLoading(Type type, @Nullable Object previous, @Nullable Object current) {
        if (previous == current) {
            return false;
        }
        if (type instanceof EntityType reference) {
            return !reference.isReferenceToPrimaryKey()
                    && !LoadedState.isInverseSide(type)
                    && !(Hibernate.isInitialized(previous) && Hibernate.isInitialized(current));
        }
        return type instanceof CompositeType embeddable
                && !type.isAnyType()
                && isAnyPartComparedByLoading(embeddable, previous, current);
    }

    private boolean isAnyPartComparedByLoading(
            CompositeType embeddable, @Nullable Object previous, @Nullable Object current) {
        Type[] types = embeddable.getSubtypes();
        @Nullable Object[] previousParts = parts(embeddable, previous);
        @Nullable Object[] currentParts = parts(embeddable, current);
        for (int i = 0; i < types.length; i++) {
            if (isComparedByLoading(types[i], previousParts[i], currentParts[i])) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Object[] parts(CompositeType embeddable, @Nullable Object value) {
        return value == null
                ? new Object[embeddable.getSubtypes().length]
                : embeddable.getPropertyValues(value, session);
    }
}
