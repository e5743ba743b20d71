package dev.signals.hibernate.internal.session;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionImplementor;

/** What a flush has written, and what is about to be deleted, until it is announced. */
public final class WriteJournal {

    private final WriteModes modes;
    private final SaveRecords saves = new SaveRecords();
    private final Removals removals = new Removals();
    private final CollectionChanges collections = new CollectionChanges();
    private final Set<Object> replicated = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean flushing;
    private int savesBeforeFlush;
    private boolean draining;

    WriteJournal(WriteModes modes) {
        this.modes = modes;
    }

    /** Notes that an object is written as it is, until the end of its flush. */
    public void replicating(Object instance) {
        replicated.add(instance);
    }

    public boolean isReplicated(Object instance) {
        return !replicated.isEmpty() && replicated.contains(instance);
    }

    /** What is known of collections. */
    public CollectionChanges collections() {
        return collections;
    }

    /** Whether the row of this entity has been inserted, and that is not announced yet. */
    public boolean isInserted(Object instance) {
        return saves.isInserted(instance);
    }

    /** Whether this entity has been written, and that is not announced yet. */
    public boolean isSaved(Object instance) {
        return saves.isSaved(instance);
    }

    public void saved(SaveRecord saved) {
        saves.add(saved);
    }

    /** What is known of deletions. */
    public Removals removals() {
        return removals;
    }

    /**
     * Called last before Hibernate flushes. If the flush before was begun and not ended it has failed: what it recorded was
     * not, and will not be, committed.
     */
    public void flushBegins() {
        if (flushing) {
            saves.truncate(savesBeforeFlush);
            removals.clear();
            collections.forgetWritten();
        }
        flushing = true;
        savesBeforeFlush = saves.size();
    }

    /**
     * Called first after Hibernate has flushed without failure, or decided not to.
     *
     * @param executed whether it has flushed; only then can a missing entry mean that the row is gone, and not that the
     *     entity was detached
     */
    public void flushEnded(SessionImplementor session, boolean executed) {
        flushing = false;
        replicated.clear();
        removals.expectBack(List.of());
        if (executed) {
            removals.noteExecuted(
                    session.getPersistenceContextInternal(), saves.size(), collections.writtenCount(), modes.current());
            collections.forgetAnnounced();
        }
    }

    public boolean isEmpty() {
        return saves.size() == 0 && !removals.isAnyExecuted() && !collections.isAnyWritten();
    }

    /** Hands over all there is and forgets it. */
    public ExecutedWrites take() {
        return new ExecutedWrites(saves.take(), collections.takeWritten(), removals.takeExecuted());
    }

    /** Whether facts are being announced; what is recorded meanwhile waits for its turn. */
    public boolean isDraining() {
        return draining;
    }

    public void setDraining(boolean draining) {
        this.draining = draining;
    }

    void forgetUnscheduledRemovals() {
        removals.dropUnscheduled();
    }

    void forgetRemovals() {
        removals.dropPending();
        collections.forgetAnnounced();
    }

    /** In flush mode MANUAL a deletion may be executed by a flush in a later transaction of the session. */
    void transactionCommitted() {
        flushing = false;
        saves.truncate(0);
        removals.dropUnscheduled();
        collections.forgetAnnounced();
        collections.forgetWritten();
    }

    /** What was written when a savepoint was set, and had not been announced. */
    record Unannounced(List<SaveRecord> saves, List<CollectionChange> collections, List<Removal> removals) {
        static final Unannounced NOTHING = new Unannounced(List.of(), List.of(), List.of());
    }

    Unannounced unannounced() {
        return new Unannounced(saves.all(), collections.written(), removals.executed());
    }

    /**
     * What was written since has been taken back. Deletions that are yet to be executed stay, unless the session has been
     * cleared.
     */
    void rolledBackTo(Unannounced earlier) {
        flushing = false;
        replicated.clear();
        saves.truncate(0);
        earlier.saves().forEach(saves::add);
        collections.forgetWritten();
        earlier.collections().forEach(collections::written);
        removals.setExecuted(earlier.removals());
    }

    void forgetAll() {
        flushing = false;
        replicated.clear();
        saves.truncate(0);
        removals.clear();
        collections.forgetAnnounced();
        collections.forgetWritten();
    }
}
