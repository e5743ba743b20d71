package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.AttributeMetadata;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What the mapping of an entity lets a statement write. */
enum WrittenBy {
    INSERT,
    UPDATE,
    /** Either. A property that another attribute writes, as with {@code @MapsId}, is written by neither. */
    ANY;

    /** Returns the properties that are written, as far as any column of theirs is; do not change the array. */
    boolean[] properties(EntityPersister persister) {
        boolean[] insertable = persister.getPropertyInsertability();
        boolean[] updatable = persister.getPropertyUpdateability();
        boolean isOneTable = persister.getQuerySpaces().length == 1;
        if (isOneTable && this != ANY) {
            return this == INSERT ? insertable : updatable;
        }
        boolean[] owned = isOneTable ? null : inOwnTables(persister);
        boolean[] written = new boolean[insertable.length];
        for (int i = 0; i < written.length; i++) {
            written[i] = (owned == null || owned[i]) && isWritten(insertable[i], updatable[i]);
        }
        return written;
    }

    /**
     * Returns whether a part of an embeddable is written.
     *
     * @param part null if it is not known, and then it is
     */
    boolean isWritten(@Nullable AttributeMapping part) {
        if (part == null) {
            return true;
        }
        AttributeMetadata metadata = part.getAttributeMetadata();
        return isWritten(metadata.isInsertable(), metadata.isUpdatable());
    }

    private boolean isWritten(boolean isInsertable, boolean isUpdatable) {
        return switch (this) {
            case INSERT -> isInsertable;
            case UPDATE -> isUpdatable;
            case ANY -> isInsertable || isUpdatable;
        };
    }

    /** Hibernate writes no table that the entity does not own, see {@code SecondaryRow.owned}. */
    private static boolean[] inOwnTables(EntityPersister persister) {
        boolean[] owned = new boolean[persister.getPropertyTypes().length];
        persister.forEachMutableTable(table -> {
            for (int property : HibernateAdapter.propertyIndexes(table)) {
                owned[property] = true;
            }
        });
        return owned;
    }
}
