package dev.signals.hibernate.event;

/**
 * The net change that a transaction made to an entity, with all its saves and flushes in one event.
 *
 * <p>Sent once for each entity and each transaction of a session and its child sessions, in the order in which the
 * entities were first written: after the commit, or with {@link dev.signals.hibernate.ModelSignals#beforeCommit} when
 * the commit has begun. Not sent for a change without effect: an entity that the transaction both created and deleted,
 * or whose attributes end with the values they had before. Entities are identified by type and identifier, so one that
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
     * stateless session.
     */
    @Override
    Changes changes();

    /** Returns how often the entity was saved, counting each flush once; 0 if it was only deleted. */
    int saves();

    /**
     * Returns the phase in which the event is sent: {@link TransactionPhase#BEFORE_COMMIT} or {@link
     * TransactionPhase#AFTER_COMMIT}.
     */
    TransactionPhase phase();
}
