package dev.signals.hibernate.event;

/**
 * What a transaction did to an entity, all its saves and flushes in one.
 *
 * <p>Sent once for each entity and transaction of a session and its child sessions, in the order in which they were first written: after the commit, or with
 * {@link dev.signals.hibernate.ModelSignals#beforeCommit} when it has begun. Not sent for what comes to nothing: an entity that the transaction has
 * both created and deleted, or whose attributes have in the end the values they had before. Entities count by type and
 * identifier, so one that was deleted and persisted again is updated. With JTA, sessions that share a transaction tell of it each for
 * itself.
 *
 * <p>Before the commit, what receivers change is told too, but each entity only once: what is changed again after it was told
 * is in the event after the commit only.
 *
 * <p>Exceptions are those of the phase, see {@link TransactionPhase}. Django has no counterpart; Rails' {@code
 * saved_changes} in {@code after_commit} are those of the last save only.
 *
 * @param <T> the entity class
 */
public interface Changed<T> extends ChangeEvent<T> {

    /** What became of the row. */
    ChangeKind kind();

    /**
     * The net change, from the state before the transaction to that after it: of an entity that is created, from null; of one
     * that is deleted, to null. Not {@linkplain Changes#isKnown known} for an update of a stateless session.
     */
    @Override
    Changes changes();

    /** How often the entity was saved, each flush counting once; 0 for one that was only deleted. */
    int saves();

    /** The phase in which it is told: {@link TransactionPhase#BEFORE_COMMIT} or {@link TransactionPhase#AFTER_COMMIT}. */
    TransactionPhase phase();
}
