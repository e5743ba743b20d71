package dev.signals.hibernate.internal.state;

import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The state of a deleted entity. Hibernate has cleared its references to entities that are deleted too, see {@code
 * ForeignKeys.Nullifier}: to-one associations and {@code @Any}, also inside embeddables.
 */
public final class DeletedState {

    private DeletedState() {}

    /**
     * Returns a deleted state with the references that Hibernate has cleared.
     *
     * @param deleted the state in which Hibernate has cleared them; it is not changed
     * @param before the state from which Hibernate has copied it
     */
    public static @Nullable Object[] withReferences(
            EntityPersister persister, @Nullable Object[] deleted, @Nullable Object[] before) {
        return restored(persister.getPropertyTypes(), deleted, before, persister);
    }

    /** Returns the same array if nothing has been cleared. */
    private static @Nullable Object[] restored(
            Type[] types, @Nullable Object[] cleared, @Nullable Object[] before, EntityPersister persister) {
        @Nullable Object[] all = cleared;
        for (int i = 0; i < cleared.length; i++) {
            Object value = restored(types[i], cleared[i], before[i], persister);
            if (value != cleared[i]) {
                all = all == cleared ? cleared.clone() : all;
                all[i] = value;
            }
        }
        return all;
    }

    private static @Nullable Object restored(
            Type type, @Nullable Object cleared, @Nullable Object before, EntityPersister persister) {
        if (before == null) {
            return cleared;
        }
        if (cleared == null) {
            return isReference(type) ? before : null;
        }
        return type instanceof ComponentType embeddable && mayRefer(embeddable)
                ? restored(embeddable, cleared, before, persister)
                : cleared;
    }

    private static Object restored(ComponentType embeddable, Object cleared, Object before, EntityPersister persister) {
        @Nullable Object[] parts = ReadableState.parts(embeddable, cleared);
        @Nullable
        Object[] all = restored(embeddable.getSubtypes(), parts, ReadableState.parts(embeddable, before), persister);
        return all == parts ? cleared : EmbeddableCopy.of(embeddable, cleared, all, persister.getFactory());
    }

    private static boolean mayRefer(ComponentType embeddable) {
        for (Type part : embeddable.getSubtypes()) {
            if (isReference(part) || (part instanceof ComponentType inner && mayRefer(inner))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReference(Type type) {
        return type.isEntityType() || type.isAnyType();
    }
}
