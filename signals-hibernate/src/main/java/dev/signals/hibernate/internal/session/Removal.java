package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.DeleteCause;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** An entity that is about to be deleted, or has been and is not announced as deleted yet. */
public final class Removal {

    private static final int NOWHERE = Integer.MAX_VALUE;

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

    /** Whether it was managed when it was found, and not detached. */
    public boolean wasManaged() {
        return entry != null;
    }

    /** The state of the row, as far as the session knows it; otherwise that of the instance. */
    public @Nullable Object[] state() {
        Object[] state = entry == null ? null : entry.getDeletedState();
        if (state == null && entry != null) {
            state = entry.getLoadedState();
        }
        return state != null ? state : persister.getValues(instance);
    }

    /**
     * Notes that the row has been deleted.
     *
     * @param saves how many of the saves that wait to be announced were written before it, or in the same flush
     * @param collections how many of the collections
     * @param mode how the session wrote then
     */
    void executedBehind(int saves, int collections, WriteMode mode) {
        savesBefore = saves;
        collectionsBefore = collections;
        this.mode = mode;
    }

    /** How the session wrote when it was deleted. */
    public WriteMode mode() {
        return mode;
    }

    int savesBefore() {
        return savesBefore;
    }

    int collectionsBefore() {
        return collectionsBefore;
    }

    /** Whether Hibernate has put the deletion into its queue: until it is executed, references to the entity are nullified. */
    boolean isQueued(PersistenceContext context) {
        EntityEntry known = entry;
        return known != null && context.containsNullifiableEntityKey(known::getEntityKey);
    }

    /** Where it stands among the removals of its session; last, if that has not been seen. */
    int place() {
        return place;
    }

    boolean isPlaced() {
        return place != NOWHERE;
    }

    void setPlace(int place) {
        this.place = place;
    }
}
