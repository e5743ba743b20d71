package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.event.Change;
import org.jspecify.annotations.Nullable;

record AttributeChange(
        String attribute,
        @Nullable Object oldValue,
        @Nullable Object newValue,
        boolean isOldValueKnown) implements Change {

    /** Returns a text such as {@code title: a -> b}. */
    @Override
    public String toString() {
        return attribute + ": " + (isOldValueKnown ? oldValue : "unknown") + " -> " + newValue;
    }
}
