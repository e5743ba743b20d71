package dev.signals.hibernate.internal.session;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** The journal of what a flush has written, and what is about to be deleted, until it is announced. */
public final class WriteJournal {

    private final WriteModes modes;
    private final SaveRecords saves = new SaveRecords();
    private final Removals removals;
    private final CollectionChanges collections = new CollectionChanges();
    private final Set<Object> replicated = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean flushing;
    private boolean draining;
    private int inserting;

    WriteJournal(WriteModes modes, LeftOutValues leftOut) {
        this.modes = modes;
        this.removals = new Removals(leftOut);
    }

    /** Records that an object is replicated, that is, written as it is. It counts until the end of its flush. */
    public void replicating(Object instance) {
        replicated.add(instance);
    }

    public boolean isReplicated(Object instance) {
        return !replicated.isEmpty() && replicated.contains(instance);
    }

    /** The changes of collections. */
    public CollectionChanges collections() {
        return collections;
    }

    /** Returns whether this entity has a pending save that inserted its row. */
    public boolean isInserted(Object instance) {
        return saves.isInserted(instance);
    }

    /** Returns the mode of the pending save that inserted the row of this entity; null if there is none. */
    public @Nullable WriteMode modeOfInsert(Object instance) {
        return saves.modeOfInsert(instance);
    }

    /** Returns whether this entity has a pending save. */
    public boolean isSaved(Object instance) {
        return saves.isSaved(instance);
    }

    /** Records that a row is going to be inserted. From Hibernate 8.0 on, several are prepared before the first one is. */
    public void insertBegins() {
        inserting++;
    }

    /** Returns whether a row is being inserted, in a flush or before it. */
    public boolean isInserting() {
        return inserting > 0;
    }

    /** Forgets an INSERT that has failed, or that another listener has vetoed. */
    void forgetInserts() {
        inserting = 0;
    }

    /** Records that the row of an entity has been inserted, whoever wants to know of it. */
    public void inserted(Object instance) {
        inserting = Math.max(0, inserting - 1);
        removals.inserted(instance);
    }

    public void saved(SaveRecord saved) {
        saves.add(saved);
    }

    /** The deletions. */
    public Removals removals() {
        return removals;
    }

    /**
     * Begins a flush. It is the last call before Hibernate flushes.
     *
     * <p>What an earlier flush has recorded and not announced because it failed is kept. If the transaction is rolled back, or the
     * session goes back to a savepoint, it is dropped then. Otherwise the rows that the flush had written before it failed are
     * committed with the others: a lock that is not free fails the statement only, and outside a transaction each statement is
     * committed by itself. Hibernate's queue keeps what the flush has not come to, deletions among it, and executes it now ({@code
     * ActionQueue.executeActions} clears a list behind its last action).
     */
    public void flushBegins() {
        flushing = true;
        saves.flushBegins();
    }

    /** Forgets in which deletions a flush was when it failed. Called when an operation begins that is not part of a flush. */
    void forgetFailedFlush() {
        if (flushing) {
            flushing = false;
            removals.forgetBegun();
        }
    }

    /**
     * Ends a flush. It is the first call after Hibernate has flushed without failure, or decided not to flush.
     *
     * @param executed whether Hibernate has flushed. Only then can a missing entry mean that the row is gone, and not that
     *     the entity was detached.
     */
    public void flushEnded(SessionImplementor session, boolean executed) {
        flushing = false;
        inserting = 0;
        replicated.clear();
        removals.expectBack(List.of());
        if (executed) {
            removals.recordExecuted(
                            session.getPersistenceContextInternal(), saves.size(), collections.writtenCount(), modes)
                    .forEach(this::deleted);
            collections.forgetAnnounced();
        }
    }

    /** Records that a row is gone. If its instance is persisted again, that is another row. */
    private void deleted(Removal removal) {
        saves.deleted(removal.instance());
        collections.deleted(removal.instance());
    }

    public boolean isEmpty() {
        return saves.size() == 0 && !removals.isAnyExecuted() && !collections.isAnyWritten();
    }

    /** Returns all pending writes and forgets them. */
    public ExecutedWrites take() {
        return new ExecutedWrites(saves.take(), collections.takeWritten(), removals.takeExecuted());
    }

    /** Returns whether writes are being announced. Writes that are recorded in the meantime wait for their turn. */
    public boolean isDraining() {
        return draining;
    }

    public void setDraining(boolean draining) {
        this.draining = draining;
    }

    void forgetUnscheduledRemovals() {
        flushing = false;
        removals.dropUnscheduled();
    }

    void forgetRemovals() {
        removals.dropPending();
        collections.forgetAnnounced();
    }

    /**
     * Forgets what the transaction has left. Deletions that are not executed yet stay: in flush mode MANUAL a flush in a
     * later transaction of the session may execute them.
     */
    void transactionCommitted() {
        flushing = false;
        inserting = 0;
        saves.clear();
        removals.dropUnscheduled();
        collections.forgetAnnounced();
        collections.forgetWritten();
    }

    /** The writes that had not been announced when a savepoint was set. */
    record Unannounced(List<SaveRecord> saves, List<CollectionChange> collections, List<Removal> removals) {
        static final Unannounced NOTHING = new Unannounced(List.of(), List.of(), List.of());
    }

    Unannounced unannounced() {
        return new Unannounced(saves.all(), collections.written(), removals.executed());
    }

    /**
     * Drops the writes since then, because they have been rolled back. Deletions that are not executed yet stay, unless the
     * session has been cleared.
     */
    void rolledBackTo(Unannounced earlier) {
        flushing = false;
        inserting = 0;
        replicated.clear();
        saves.clear();
        collections.forgetWritten();
        removals.setExecuted(earlier.removals());
        new ExecutedWrites(earlier.saves(), earlier.collections(), earlier.removals())
                .forEach(saves::add, collections::written, this::deleted);
    }

    void forgetAll() {
        flushing = false;
        inserting = 0;
        replicated.clear();
        saves.clear();
        removals.clear();
        collections.forgetAnnounced();
        collections.forgetWritten();
    }
}
