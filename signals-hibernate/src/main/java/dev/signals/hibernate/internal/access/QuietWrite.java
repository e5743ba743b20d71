package dev.signals.hibernate.internal.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An update without signals that is being prepared; each method is the one of {@link dev.signals.hibernate.QuietUpdate}. */
public interface QuietWrite {

    /** Sets an attribute. */
    void set(String attribute, @Nullable Object value);

    /** Adds to an attribute. */
    void increment(String attribute, Number by);

    /** Writes only if the row has the version of the instance. */
    void withVersionCheck();

    /** Says which rows are updated. */
    void where(String condition, Map<String, ?> parameters);

    /** Writes, and returns the number of rows. */
    int execute();
}
