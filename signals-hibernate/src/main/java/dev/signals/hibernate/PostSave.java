package dev.signals.hibernate;

/**
 * An entity has been saved: the flush has ended, its row is there.
 *
 * <p>Sent once for each entity that a flush wrote, in the order in which Hibernate wrote them. An entity persisted and then
 * changed before the flush is one save, with {@link #created}. A change of collections alone is no save of their owner,
 * whether it is versioned or not. What a receiver changes is written by a further flush, and announced by further signals
 * after this round.
 *
 * <p>An exception reaches the caller of {@code flush}, {@code commit} or of the query that made the flush, and marks the
 * transaction for rollback.
 *
 * <p>Mirrors {@code django.db.models.signals.post_save}.
 *
 * @param <T> the entity class
 */
public interface PostSave<T> extends ModelEvent<T> {

    /** Whether the row was inserted. */
    boolean created();
}
