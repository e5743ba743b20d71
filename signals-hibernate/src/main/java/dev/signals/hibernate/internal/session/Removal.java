package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.internal.state.DeletedState;
import dev.signals.hibernate.internal.state.ReadableState;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** An entity that is about to be deleted, or that has been deleted without being announced as deleted yet. */
public final class Removal {

    static final int NOWHERE = Integer.MAX_VALUE;

    private final Object instance;
    private final Object id;
    private final EntityPersister persister;
    private final Object origin;
    private final DeleteCause cause;
    private final @Nullable EntityEntry entry;
    private int place = NOWHERE;
    private int savesBefore;
    private int collectionsBefore;
    private WriteMode mode = WriteMode.NORMAL;
    private boolean scheduled;
    private boolean rowExists;

    /** The values that the instance had while it was deleted, if the session had no loaded state of it. */
    private @Nullable Object @Nullable [] values;

    private @Nullable LeftOutValues leftOut;

    /**
     * @param entry what the session knows of the entity; null if it does not manage it
     */
    public Removal(
            Object instance,
            Object id,
            EntityPersister persister,
            Object origin,
            DeleteCause cause,
            @Nullable EntityEntry entry) {
        this.instance = instance;
        this.id = id;
        this.persister = persister;
        this.origin = origin;
        this.cause = cause;
        this.entry = entry;
        this.rowExists = entry == null || entry.isExistsInDatabase();
    }

    public Object instance() {
        return instance;
    }

    public Object id() {
        return id;
    }

    public EntityPersister persister() {
        return persister;
    }

    public Object origin() {
        return origin;
    }

    public DeleteCause cause() {
        return cause;
    }

    /** Returns the state of the row, as far as the session knows it, otherwise the state of the instance. */
    public @Nullable Object[] state() {
        EntityEntry known = entry;
        if (known == null) {
            return values != null ? values : ReadableState.of(persister, instance);
        }
        @Nullable Object[] deleted = known.getDeletedState();
        @Nullable Object[] loaded = known.getLoadedState();
        if (loaded == null) {
            return deleted != null ? withReferences(deleted, values) : ReadableState.of(persister, instance);
        }
        @Nullable Object[] state = deleted != null ? withReferences(deleted, loaded) : loaded;
        return leftOut == null ? state : leftOut.in(loaded, state);
    }

    /** Returns whether the state is that of the row, because Hibernate has kept what it has loaded or written. */
    boolean isOfRow() {
        return entry != null && entry.getLoadedState() != null;
    }

    /** Records what the session knows of values that its writes have left out, which Hibernate takes for the row. */
    void isOfSession(LeftOutValues leftOut) {
        this.leftOut = leftOut;
    }

    private @Nullable Object[] withReferences(@Nullable Object[] deleted, @Nullable Object @Nullable [] before) {
        return before == null ? deleted : DeletedState.withReferences(persister, deleted, before);
    }

    /** Records that Hibernate begins to delete the entity. */
    void begins() {
        if (entry != null && entry.getStatus() == Status.READ_ONLY && entry.getLoadedState() == null) {
            values = ReadableState.of(persister, instance); // Hibernate copies these values, and keeps no others.
        }
    }

    /**
     * Records that Hibernate has scheduled the deletion.
     *
     * @param found what the session knows of the entity now, even if it was detached
     */
    void deletedAs(EntityEntry found) {
        @Nullable Object[] deleted = entry == null ? found.getDeletedState() : null;
        if (deleted != null) {
            values = withReferences(deleted, found.getLoadedState());
        }
    }

    /** Keeps the values of an instance that no session manages, because it may be changed later. */
    public void keepState() {
        if (entry == null && values == null) {
            values = ReadableState.of(persister, instance);
        }
    }

    /**
     * Records that the row has been deleted.
     *
     * @param saves the number of pending saves that were written before it, or in the same flush
     * @param collections the number of pending changes of collections that were written before it, or in the same flush
     * @param mode the mode of the session at that moment
     */
    void executedBehind(int saves, int collections, WriteMode mode) {
        savesBefore = saves;
        collectionsBefore = collections;
        this.mode = mode;
    }

    /** Records that a stateless session has deleted the row. */
    public Removal executedIn(WriteMode mode) {
        this.mode = mode;
        return this;
    }

    /** The mode of the session when the row was deleted. */
    public WriteMode mode() {
        return mode;
    }

    int savesBefore() {
        return savesBefore;
    }

    int collectionsBefore() {
        return collectionsBefore;
    }

    /**
     * Returns whether there was a row to delete. From Hibernate 8.0 on, an entity that is removed before the flush which would
     * insert it is not written at all.
     */
    boolean hadRow() {
        return rowExists;
    }

    /** Records that the row has been inserted. */
    void inserted() {
        rowExists = true;
    }

    /** Returns whether Hibernate has scheduled the deletion. */
    boolean isScheduled() {
        return scheduled;
    }

    void setScheduled(boolean scheduled) {
        this.scheduled = scheduled;
    }

    /** The place among the removals of the session; the last one, if the place is not known. */
    int place() {
        return place;
    }

    void setPlace(int place) {
        this.place = place;
    }
}
