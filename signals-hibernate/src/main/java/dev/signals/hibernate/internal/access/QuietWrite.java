package dev.signals.hibernate.internal.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An update without signals that is being prepared. Its methods have their counterparts in {@link
 * dev.signals.hibernate.QuietUpdate}.
 */
public interface QuietWrite {

    /** Sets an attribute. */
    void set(String attribute, @Nullable Object value);

    /** Adds a number to an attribute. */
    void increment(String attribute, Number by);

    /** Updates the row only if it has the version of the instance. */
    void withVersionCheck();

    /** Sets the condition for the rows to update. */
    void where(String condition, Map<String, ?> parameters);

    /** Executes the update and returns the number of rows. */
    int execute();
}
