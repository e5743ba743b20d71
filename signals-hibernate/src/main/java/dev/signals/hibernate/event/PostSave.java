package dev.signals.hibernate.event;

import java.util.Set;

/**
 * An entity has been saved: the flush has ended, its row is there.
 *
 * <p>Sent once for each entity that a flush wrote, in the order in which Hibernate wrote them. An entity persisted and then
 * changed before the flush is one save, with {@link #created}. A change of collections alone is no save of their owner,
 * whether it is versioned or not, nor is that of collections inside an embeddable. A row that Hibernate writes again as it is,
 * since a value is never equal to its own copy, is a save with empty {@link #changes}. What a receiver changes is written by a further flush, and announced by further signals
 * after this round.
 *
 * <p>An exception reaches the caller of {@code flush}, {@code commit} or of the query that made the flush, and marks the
 * transaction for rollback.
 *
 * <p>Mirrors {@code django.db.models.signals.post_save}.
 *
 * @param <T> the entity class
 */
public interface PostSave<T> extends ChangeEvent<T> {

    /** Whether the row was inserted; false for an {@link #upsert}. */
    boolean created();

    /** Whether a stateless session wrote it by {@code upsert}: nobody but the database knows if the row was there before. */
    boolean upsert();

    /**
     * What was written. Of an entity that was written several times before this signal it is the difference from the first
     * old state to the last new one.
     */
    @Override
    Changes changes();

    /** The names of the changed attributes, {@link Changes#attributes}. Django's {@code update_fields} names what was asked for. */
    Set<String> updateFields();
}
