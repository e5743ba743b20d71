package dev.signals.hibernate.internal.access;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The text of an object of the application, whose {@code toString} may fail. Then it stands for the text that it failed. */
public final class ObjectText {

    private ObjectText() {}

    /** Returns the text of an object. */
    public static String of(@Nullable Object object) {
        return object == null ? "null" : of(object.getClass(), object::toString);
    }

    /**
     * Returns the text, or the class of the object and why there is no text. Errors count too, such as the stack overflow of
     * objects that name each other: a text is never the reason for a write to fail, and never hides another failure.
     */
    public static String of(Class<?> type, Supplier<@Nullable String> toString) {
        try {
            return String.valueOf(toString.get());
        } catch (Throwable e) {
            return type.getName() + " (its toString threw " + e.getClass().getName() + ")";
        }
    }
}
