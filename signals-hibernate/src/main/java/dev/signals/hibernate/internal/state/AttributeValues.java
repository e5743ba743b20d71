package dev.signals.hibernate.internal.state;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Date;
import java.util.Objects;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The values of one entity type's attributes, in the form that changes have. An attribute of an embeddable is named by its
 * path.
 */
public final class AttributeValues {

    private AttributeValues() {}

    /**
     * Returns whether an attribute's value is the wanted one. A value of another type, which an attribute of this name in
     * another entity may have, is not.
     */
    public static boolean isSame(
            EntityPersister persister, String path, @Nullable Object value, @Nullable Object wanted) {
        String[] names = path.split("\\.", -1);
        int property = index(persister.getPropertyNames(), names[0]);
        Type type = property < 0 ? null : persister.getPropertyTypes()[property];
        for (int i = 1; i < names.length && type != null; i++) {
            int part = type instanceof CompositeType component ? index(component.getPropertyNames(), names[i]) : -1;
            type = part < 0 ? null : ((CompositeType) type).getSubtypes()[part];
        }
        return type == null ? Objects.deepEquals(value, wanted) : isSame(type, value, wanted, persister);
    }

    @SuppressWarnings("JavaUtilDate") // attributes have such types
    private static boolean isSame(
            Type type, @Nullable Object value, @Nullable Object wanted, EntityPersister persister) {
        if (type.isAnyType()) {
            return Objects.equals(value, wanted);
        }
        if (value instanceof Date date && wanted instanceof Date other && date.getClass() != other.getClass()) {
            // Which of these classes a value has depends on who has made it, Hibernate or the application.
            return timestamp(date).equals(timestamp(other));
        }
        Type compared = type instanceof EntityType reference
                ? persister
                        .getFactory()
                        .getMappingMetamodel()
                        .getEntityDescriptor(reference.getAssociatedEntityName())
                        .getIdentifierType()
                : type;
        boolean isOther = compared instanceof CompositeType
                && wanted != null
                && !compared.getReturnedClass().isInstance(wanted);
        return !isOther && RowValue.isSame(compared, value, wanted, persister.getFactory());
    }

    @SuppressWarnings("JavaUtilDate") // attributes have such types
    private static Timestamp timestamp(Date date) {
        return date instanceof Timestamp timestamp ? timestamp : new Timestamp(date.getTime());
    }

    /** Returns whether a state has this value of an attribute. An attribute that is not loaded has none. */
    public static boolean has(
            EntityPersister persister, @Nullable Object[] state, String path, @Nullable Object wanted) {
        String[] names = path.split("\\.", -1);
        int property = index(persister.getPropertyNames(), names[0]);
        if (property < 0 || !LoadedState.isHeld(persister, state, property)) {
            return false;
        }
        Type type = persister.getPropertyTypes()[property];
        Object value = state[property];
        for (int i = 1; i < names.length; i++) {
            int part = type instanceof CompositeType component ? index(component.getPropertyNames(), names[i]) : -1;
            if (part < 0) {
                return false;
            }
            value = value == null ? null : ((CompositeType) type).getPropertyValues(value)[part];
            type = ((CompositeType) type).getSubtypes()[part];
        }
        return isSame(type, new References(persister.getFactory()).toId(type, value), wanted, persister);
    }

    private static int index(String[] names, String name) {
        return Arrays.asList(names).indexOf(name);
    }
}
