package dev.signals.hibernate.internal.connect;

import org.jspecify.annotations.Nullable;

/** An event that compares values of the entity's attributes as their types do. Attributes are named as in its changes. */
public interface ComparedAttributes {

    /** Returns whether two values of an attribute are the same, in the form that changes have: references by identifier. */
    boolean isSame(String attribute, @Nullable Object left, @Nullable Object right);

    /** Returns whether an attribute is written with this value, or has been; for changes that are not known. */
    boolean isWritten(String attribute, @Nullable Object value);
}
