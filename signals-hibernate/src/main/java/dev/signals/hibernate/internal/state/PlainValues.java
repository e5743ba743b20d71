package dev.signals.hibernate.internal.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of common classes that cannot change, and that every type compares by {@code equals}. */
public final class PlainValues {

    private PlainValues() {}

    /** Returns whether both are such values, and equal. */
    public static boolean isEqual(@Nullable Object one, @Nullable Object other) {
        return isPlain(one) && Objects.equals(one, other);
    }

    /** Returns whether both are such values, and not equal. */
    public static boolean isUnequal(@Nullable Object one, @Nullable Object other) {
        return isPlain(one) && isPlain(other) && !Objects.equals(one, other);
    }

    private static boolean isPlain(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        Class<?> type = value.getClass();
        return type == Integer.class || type == Long.class || type == String.class || type == Boolean.class;
    }
}
