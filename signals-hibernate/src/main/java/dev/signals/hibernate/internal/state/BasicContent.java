package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.access.FatalErrors;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * The content of a column. It is compared by the type of the value, where that is reliable, otherwise by what is written.
 *
 * <p>A type is reliable for a value if the value equals what would be read back, and both have the same hash code. Classes
 * without {@code equals} fail that test, and so do user types without a hash code.
 */
final class BasicContent {
    private BasicContent() {}

    /** Returns whether both values are equal by their type, or the row would hold the same for them. */
    static boolean isSame(Type type, Object left, Object right, SessionFactoryImplementor factory) {
        return isEqual(type, left, right, factory)
                || (!(isPlain(type, left) && isPlain(type, right)) && isWrittenAlike(type, left, right, factory));
    }

    /** Returns whether a converter writes null for a value, so that null is read back. */
    static boolean isNull(Type type, Object value, SessionFactoryImplementor factory) {
        try {
            return !isPlain(type, value) && written(type, value, factory) == null;
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return false;
        }
    }

    /** Returns the object by which a value is compared. */
    static Object of(Type type, Object value, SessionFactoryImplementor factory) {
        Object byType = byType(type, value, factory);
        if (byType != null) {
            return byType;
        }
        try {
            return new Written(written(type, value, factory));
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return new Typed(type, value, 0, factory);
        }
    }

    /** Returns the object by which a value is compared if its type is reliable, otherwise null. */
    static @Nullable Object byType(Type type, Object value, SessionFactoryImplementor factory) {
        try {
            int hash = type.getHashCode(value, factory);
            if (isPlain(type, value)) {
                return new Typed(type, value, hash, factory);
            }
            Object copy = readBack(type, value, factory);
            if (!isReliable(type, value, copy, factory)) {
                // A converter may have lost information the first time, and has none left to lose now.
                Object first = copy;
                copy = readBack(type, first, factory);
                if (!isReliable(type, first, copy, factory)) {
                    return null;
                }
            }
            return new Typed(type, copy, type.getHashCode(copy, factory), factory);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return null;
        }
    }

    static boolean isEqual(Type type, Object left, Object right, SessionFactoryImplementor factory) {
        try {
            return left == right || type.isEqual(left, right, factory);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return false;
        }
    }

    private static boolean isReliable(Type type, Object value, Object copy, SessionFactoryImplementor factory) {
        int hash = type.getHashCode(value, factory);
        boolean isIdentity = value == copy && hash == System.identityHashCode(value);
        return !isIdentity && type.isEqual(value, copy, factory) && hash == type.getHashCode(copy, factory);
    }

    /** Returns whether equal values always have equal rows, and different values different ones. */
    static boolean isPlain(Type type, Object value) {
        return type instanceof BasicType<?> basic
                && basic.getValueConverter() == null
                && value instanceof Comparable
                && (value instanceof String
                        || value instanceof Number
                        || value instanceof Temporal
                        || value instanceof Enum
                        || value instanceof Boolean
                        || value instanceof Character
                        || value instanceof UUID);
    }

    private static boolean isWrittenAlike(Type type, Object left, Object right, SessionFactoryImplementor factory) {
        try {
            return Objects.deepEquals(written(type, left, factory), written(type, right, factory));
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return false;
        }
    }

    /** Returns what the row would hold, in the form of the column if that is known, otherwise in the form of the cache. */
    private static @Nullable Object written(Type type, Object value, SessionFactoryImplementor factory) {
        if (!(type instanceof BasicType<?> basic)) {
            return type.disassemble(value, factory);
        }
        boolean isConverted = basic.getValueConverter() != null;
        JavaType<?> form = isConverted ? basic.getJdbcJavaType() : basic.getJavaTypeDescriptor();
        Object column = isConverted ? basic.convertToRelationalValue(value) : value;
        Document<?> document = Document.of(form, basic.getJdbcType(), factory);
        if (column != null && document != null) {
            return document.text(column);
        }
        return isConverted ? copy(form, column) : type.disassemble(value, factory);
    }

    private static <T> @Nullable T copy(JavaType<T> type, @Nullable Object value) {
        return value == null ? null : type.getMutabilityPlan().deepCopy(HibernateAdapter.cast(type, value));
    }

    private static Object readBack(Type type, Object value, SessionFactoryImplementor factory) {
        return Objects.requireNonNull(
                type instanceof BasicType<?> basic ? readBack(basic, value, factory) : type.deepCopy(value, factory));
    }

    private static @Nullable Object readBack(BasicType<?> type, Object value, SessionFactoryImplementor factory) {
        if (type.getValueConverter() != null) {
            return type.convertToDomainValue(type.convertToRelationalValue(value));
        }
        Document<?> document = Document.of(type.getJavaTypeDescriptor(), type.getJdbcType(), factory);
        return document == null ? type.deepCopy(value, factory) : document.copy(value);
    }

    /** A value, compared as Hibernate compares values of its type. */
    private record Typed(Type type, Object value, int hash, SessionFactoryImplementor factory) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Typed typed && hash == typed.hash && isEqual(type, value, typed.value, factory);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The written content, which may be an array. */
    private record Written(@Nullable Object content) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Written written && Objects.deepEquals(content, written.content);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(new Object[] {content});
        }
    }
}
