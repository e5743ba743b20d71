package dev.signals.hibernate.event;

import java.util.Set;

/**
 * The event of an entity that is about to be saved. Values that a receiver sets on the instance are saved with it.
 *
 * <p>Sent for a new entity at {@code persist} or {@code merge}, before Hibernate reads its state: a receiver may fill a
 * NOT NULL column, and Bean Validation sees the result. For a new entity reached only by cascade from a managed one it
 * is sent before the flush begins. For a changed entity it is sent before the flush that writes it begins, and again
 * only if the state has changed since.
 *
 * <p>An exception reaches the caller of {@code persist}, {@code merge}, {@code flush}, {@code commit} or the query, and
 * marks the transaction for rollback; nothing has been written then.
 *
 * <p>Mirrors {@code django.db.models.signals.pre_save}. It is not sent for unchanged entities, because unlike Django,
 * Hibernate does not save them.
 *
 * @param <T> the entity class
 */
public interface PreSave<T> extends ChangeEvent<T> {

    /** Returns whether the entity has no row yet, so that an INSERT follows; false for an {@link #upsert}. */
    boolean isNew();

    /**
     * Returns whether a stateless session writes it by {@code upsert}, where only the database knows if there is a row.
     */
    boolean upsert();

    /**
     * Returns the changes that will be written, as the instance is now: a value that one receiver sets is among the
     * changes for the next one. If the entity has been announced before and is not written yet, these are only the
     * changes since then, so that each change is announced once.
     *
     * <p>In a callback given to {@link #onCommit}, directly or by {@link
     * dev.signals.hibernate.ModelSignals#afterCommit}, the event keeps the changes of the moment when the callback was
     * registered.
     */
    @Override
    Changes changes();

    /**
     * Returns the names of the changed attributes, {@link Changes#attributes}. Django's {@code update_fields} names the
     * fields that the caller asked to write.
     */
    Set<String> updateFields();
}
