package dev.signals.examples.history;

import org.jspecify.annotations.Nullable;

/**
 * A changed attribute, as text for people.
 *
 * @param attribute its name; a path with dots if it is part of an embeddable
 * @param oldValue the old value, or the elements that a collection has lost
 * @param newValue the new value, or the elements that a collection has gained
 */
public record AttributeChange(
        String attribute,
        @Nullable String oldValue,
        @Nullable String newValue) {}
