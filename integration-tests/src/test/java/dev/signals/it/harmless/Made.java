package dev.signals.it.harmless;

import org.jspecify.annotations.Nullable;

/** What every generated entity implements, so that the work on it needs no reflection and goes through the methods of the class. */
public interface Made extends Comparable<Made> {

    @Nullable
    Object get(String attribute);

    void set(String attribute, @Nullable Object value);

    /** A new value of an attribute, or of an element of a collection, made of a number; equal numbers make equal values. */
    @Nullable
    Object sample(String attribute, int n);

    /** A new key of a map. */
    @Nullable
    Object key(String attribute, int n);

    /** A new empty collection of the type of the attribute. */
    Object empty(String attribute);

    /** Sets the number that all sides know the entity by, and its id where that is assigned. */
    void assign(int number);

    /** The number; loads a proxy that is asked for it. */
    int number();

    @Override
    default int compareTo(Made other) {
        return Integer.compare(number(), other.number());
    }
}
