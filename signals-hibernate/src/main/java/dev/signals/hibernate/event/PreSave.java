package dev.signals.hibernate.event;

import java.util.Set;

/**
 * An entity is about to be saved. What a receiver sets on the instance is saved with it.
 *
 * <p>Sent for a new entity at {@code persist} or {@code merge}, before Hibernate reads its state: a NOT NULL column may be
 * filled here, Bean Validation sees the result. For a new entity reached only by cascade from a managed one it is sent
 * before the flush begins. Sent for a changed entity before the flush that writes it begins, and again only if its state has
 * changed since.
 *
 * <p>An exception reaches the caller of {@code persist}, {@code merge}, {@code flush}, {@code commit} or of the query, and
 * marks the transaction for rollback; nothing has been written then.
 *
 * <p>Mirrors {@code django.db.models.signals.pre_save}. It is not sent for unchanged entities: Django saves without looking
 * for changes, Hibernate does not.
 *
 * @param <T> the entity class
 */
public interface PreSave<T> extends ChangeEvent<T> {

    /** Whether there is no row of this entity yet, so that an INSERT follows; false for an {@link #upsert}. */
    boolean isNew();

    /** Whether a stateless session writes it by {@code upsert}: nobody but the database will know if there is a row yet. */
    boolean upsert();

    /**
     * What will be written, as the instance stands now: what a receiver sets is among the changes that the next one sees. If the
     * entity has been announced before and is not written yet, they are the changes since then, so that each is told once.
     *
     * <p>Handed to {@link #onCommit}, directly or by {@link dev.signals.hibernate.ModelSignals#afterCommit}, the event keeps those of that moment.
     */
    @Override
    Changes changes();

    /** The names of the changed attributes, {@link Changes#attributes}. Django's {@code update_fields} names what was asked for. */
    Set<String> updateFields();
}
