package dev.signals.outbox.internal.text;

import org.jspecify.annotations.Nullable;

/** Turns the values of one attribute into JSON, in the form of {@link Json}, and back. */
interface ValueText {

    /** Returns the JSON of a value. */
    @Nullable
    Object toJson(Object value);

    /** Returns the value that some JSON stands for. */
    @Nullable
    Object toValue(Object json);

    static @Nullable Object json(ValueText text, @Nullable Object value) {
        return value == null ? null : text.toJson(value);
    }

    static @Nullable Object value(ValueText text, @Nullable Object json) {
        return json == null ? null : text.toValue(json);
    }
}
