package dev.signals.hibernate.internal.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.hibernate.type.UserComponentType;
import org.jspecify.annotations.Nullable;

/**
 * The content of a row for a value. It can be compared and hashed whatever the class of the value is.
 *
 * <p>Two values are the same if Hibernate's type says so, or if the row would hold the same for them. The second rule serves
 * values that never equal their own copy, because the class has no {@code equals} or the converter loses information.
 * Embeddables are compared part by part, and null is the same as an embeddable of nulls. References are compared by
 * identifier. Collections are not part of the row and are always the same. Comparing and hashing never fail: where code of
 * the application throws, values are different, unless their type has said that they are equal.
 */
public final class RowValue {
    private final @Nullable Object content;

    private RowValue(@Nullable Object content) {
        this.content = content;
    }

    /** Returns whether a row holds the same for both values. A value that is not loaded is only the same as itself. */
    public static boolean isSame(
            Type type, @Nullable Object left, @Nullable Object right, SessionFactoryImplementor factory) {
        if (left == right || type.isCollectionType()) {
            return true;
        }
        if (isUnloaded(left) || isUnloaded(right)) {
            return false;
        }
        if (type instanceof CompositeType component && !type.isAnyType()) {
            return isSameByType(component, left, right, factory) || arePartsSame(component, left, right, factory);
        }
        if (left == null || right == null) {
            Object value = left == null ? right : left;
            return value != null && !isReference(type) && BasicContent.isNull(type, value, factory);
        }
        return isReference(type)
                ? new References(factory).isSame(type, left, right)
                : BasicContent.isSame(type, left, right, factory);
    }

    /**
     * Returns an object for a value. It equals the object of another value if a row holds the same for both. It keeps a
     * copy, so later changes of the value do not matter.
     */
    public static RowValue of(Type type, @Nullable Object value, SessionFactoryImplementor factory) {
        if (type.isCollectionType()) {
            return new RowValue(null);
        }
        if (isUnloaded(value)) {
            return new RowValue(value);
        }
        if (type instanceof CompositeType component && !type.isAnyType()) {
            Object byType =
                    value != null && isUserDefined(component) ? BasicContent.byType(type, value, factory) : null;
            return new RowValue(byType != null ? byType : parts(component, value, factory));
        }
        if (value == null || (!isReference(type) && BasicContent.isNull(type, value, factory))) {
            return new RowValue(null);
        }
        return new RowValue(
                isReference(type) ? new References(factory).key(type, value) : BasicContent.of(type, value, factory));
    }

    /** Returns whether equal values of this type always have equal rows, and cannot be changed in place. */
    public static boolean isPlain(Type type, Object value) {
        return BasicContent.isPlain(type, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowValue value && Objects.equals(content, value.content);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(content);
    }

    @Override
    public String toString() {
        return String.valueOf(content);
    }

    private static boolean isUnloaded(@Nullable Object value) {
        return value == LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    private static boolean isReference(Type type) {
        return type.isEntityType() || type.isAnyType();
    }

    /** Returns whether the application defines when two values are equal. */
    private static boolean isUserDefined(CompositeType component) {
        return component instanceof UserComponentType;
    }

    private static boolean isSameByType(
            CompositeType component, @Nullable Object left, @Nullable Object right, SessionFactoryImplementor factory) {
        return left != null
                && right != null
                && isUserDefined(component)
                && BasicContent.isEqual(component, left, right, factory);
    }

    private static boolean arePartsSame(
            CompositeType component, @Nullable Object left, @Nullable Object right, SessionFactoryImplementor factory) {
        Type[] types = component.getSubtypes();
        @Nullable Object[] leftParts = ReadableState.parts(component, left);
        @Nullable Object[] rightParts = ReadableState.parts(component, right);
        for (int i = 0; i < types.length; i++) {
            if (!isSame(types[i], leftParts[i], rightParts[i], factory)) {
                return false;
            }
        }
        return true;
    }

    private static List<RowValue> parts(
            CompositeType component, @Nullable Object value, SessionFactoryImplementor factory) {
        Type[] types = component.getSubtypes();
        @Nullable Object[] values = ReadableState.parts(component, value);
        List<RowValue> parts = new ArrayList<>(types.length);
        for (int i = 0; i < types.length; i++) {
            parts.add(of(types[i], values[i], factory));
        }
        return parts;
    }
}
