package dev.signals.hibernate.event;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The event of an entity that has been saved: the flush has ended, and its row is there.
 *
 * <p>Sent once for each entity that a flush wrote, in the order in which Hibernate wrote them. An entity persisted and
 * then changed before the flush is one save, with {@link #created}. A change of collections alone is no save of their
 * owner, versioned or not, even for collections inside an embeddable. If Hibernate writes an unchanged row again,
 * because a value is never equal to its own copy, this is a save with empty {@link #changes}. Changes that receivers
 * make are written by a further flush, and announced by further signals after this round.
 *
 * <p>An exception reaches the caller of {@code flush}, {@code commit} or the query that caused the flush, and marks the
 * transaction for rollback.
 *
 * <p>Mirrors {@code django.db.models.signals.post_save}.
 *
 * @param <T> the entity class
 */
public interface PostSave<T> extends ChangeEvent<T> {

    /** Returns whether the row was inserted; false for an {@link #upsert}. */
    boolean created();

    /**
     * Returns whether a stateless session wrote it by {@code upsert}, where only the database knows if the row existed
     * before.
     */
    boolean upsert();

    /**
     * Returns the written changes. If the entity was written several times before this signal, they are the difference
     * from the first old state to the last new one.
     */
    @Override
    Changes changes();

    /**
     * Returns the names of the changed attributes, {@link Changes#attributes}. Django's {@code update_fields} names the
     * fields that the caller asked to write.
     */
    Set<String> updateFields();

    /**
     * Returns the values of the row by attribute name, changed or not, without the identifier: the values last loaded or
     * written, not values set on the instance since. A to-one association is represented by the identifier of the other
     * entity, which is not loaded, as in {@link Change}; an embeddable is the object itself. Collections and the inverse side
     * of a one-to-one are not part of the row. Lazy attributes that were never loaded are absent. A stateless session has
     * loaded no values, so the values that it has not written are those of the instance.
     *
     * <p>The values are the objects of the entity, not copies: do not change them. Django's receivers read the instance, which
     * by then may have been changed again.
     */
    Map<String, @Nullable Object> state();
}
