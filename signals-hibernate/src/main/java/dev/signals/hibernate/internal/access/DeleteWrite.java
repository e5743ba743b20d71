package dev.signals.hibernate.internal.access;

import java.util.Map;

/**
 * A deletion by query that is being prepared. Its methods have their counterparts in {@link
 * dev.signals.hibernate.SignalDelete}.
 */
public interface DeleteWrite {

    /** Sets the condition for the rows to delete. */
    void where(String condition, Map<String, ?> parameters);

    /** Selects all rows. */
    void all();

    /** Sets the number of entities that are loaded and deleted together. */
    void inChunksOf(int entities);

    /** Executes the deletion and returns the number of rows. */
    int execute();
}
