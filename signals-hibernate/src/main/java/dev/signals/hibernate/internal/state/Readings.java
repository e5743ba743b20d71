package dev.signals.hibernate.internal.state;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.hibernate.type.UserComponentType;
import org.jspecify.annotations.Nullable;

/**
 * Two readings of an attribute, one right after the other. Its getter may return another value each time, for example the time.
 * Then nobody can tell whether the attribute has been changed since an earlier reading, and it counts as unchanged: Hibernate
 * writes what it reads itself, once in each flush.
 */
public final class Readings {

    private Readings() {}

    /** Returns whether the row would be the same for an earlier value, in each part of which both readings agree. */
    public static boolean isSame(
            Type type,
            @Nullable Object earlier,
            @Nullable Object first,
            @Nullable Object second,
            SessionFactoryImplementor factory) {
        if (RowValue.isSame(type, earlier, first, factory)) {
            return true;
        }
        if (!isEmbeddable(type)) {
            return isUnsteady(type, first, second, factory);
        }
        CompositeType component = (CompositeType) type;
        @Nullable Object[] earlierParts = ReadableState.parts(component, earlier);
        @Nullable Object[] firstParts = ReadableState.parts(component, first);
        @Nullable Object[] secondParts = ReadableState.parts(component, second);
        for (int i = 0; i < firstParts.length; i++) {
            if (!isSame(component.getSubtypes()[i], earlierParts[i], firstParts[i], secondParts[i], factory)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether two readings of a value without parts differ. */
    static boolean isUnsteady(
            Type type, @Nullable Object first, @Nullable Object second, SessionFactoryImplementor factory) {
        return !RowValue.isSame(type, first, second, factory);
    }

    /**
     * Returns whether the parts of a type are compared one by one. A user type of several columns decides itself what is
     * equal.
     */
    static boolean isEmbeddable(Type type) {
        return type instanceof CompositeType && !type.isAnyType() && !(type instanceof UserComponentType);
    }
}
