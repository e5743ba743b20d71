package dev.signals.hibernate.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The net change that a transaction made to an entity, with all its saves and flushes in one event.
 *
 * <p>Sent once for each entity and each transaction of a session and its child sessions, in the order in which the
 * entities were first written: after the commit, or with {@link dev.signals.hibernate.ModelSignals#beforeCommit} when
 * the commit has begun. Not sent for a change without effect: an entity that the transaction both created and deleted,
 * or whose attributes end with the values they had before. Two options ask for more: {@link
 * dev.signals.hibernate.ModelSignals#includingCollections} and {@link
 * dev.signals.hibernate.ModelSignals#includingCreatedAndDeleted}. Entities are identified by type and identifier, so one that
 * was deleted and persisted again counts as updated. With JTA, each session of a shared transaction sends its own
 * events.
 *
 * <p>Before the commit, changes made by receivers are announced too, but each entity only once: if it is changed again
 * after its event, that change is only in the event after the commit.
 *
 * <p>Exceptions are treated according to the phase, see {@link TransactionPhase}. Django has no counterpart; Rails'
 * {@code saved_changes} in {@code after_commit} covers only the last save.
 *
 * @param <T> the entity class
 */
public interface Changed<T> extends ChangeEvent<T> {

    /** Returns the effect on the row. */
    ChangeKind kind();

    /**
     * Returns the net change from the state before the transaction to the state after it. For a created entity all old
     * values are null, for a deleted one all new values. Not {@linkplain Changes#isKnown known} for an update of a
     * stateless session. Empty if only collections have changed, or if the entity was created and deleted.
     */
    @Override
    Changes changes();

    /**
     * Returns the values of the row after the transaction, or the last values of a deleted row, by attribute name. They are
     * the values that {@link PostSave#state} or {@link PostDelete#deletedState} has for the last write.
     */
    Map<String, @Nullable Object> state();

    /**
     * Returns the net changes of the entity's collections by attribute name, unmodifiable, without collections that are as
     * before: of its associations and element collections, also inside embeddables, as far as it writes their rows itself.
     * An association with {@code mappedBy} is not among them. For a created entity all elements are added, for a deleted
     * one all are removed. Stateless sessions do not report collections.
     *
     * @throws IllegalStateException if no receiver of the entity is connected with {@link
     *     dev.signals.hibernate.ModelSignals#includingCollections}, so that nothing was recorded
     */
    Map<String, CollectionDifference> collections();

    /**
     * Returns how often the entity was saved, counting each flush once; 0 if it was only deleted, or if only its collections
     * have changed.
     */
    int saves();

    /**
     * Returns the phase in which the event is sent: {@link TransactionPhase#BEFORE_COMMIT} or {@link
     * TransactionPhase#AFTER_COMMIT}.
     */
    TransactionPhase phase();
}
