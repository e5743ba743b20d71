package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.DeleteCause;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.jspecify.annotations.Nullable;

/** A deletion that Hibernate has begun and not finished. Whatever it deletes in the meantime is deleted along with it. */
final class BegunRemoval {

    private final Object instance;
    private final Object origin;
    private final DeleteCause cause;
    private final @Nullable Removal removal;
    private int place = Removal.NOWHERE;

    private BegunRemoval(Object instance, Object origin, DeleteCause cause, @Nullable Removal removal) {
        this.instance = instance;
        this.origin = origin;
        this.cause = cause;
        this.removal = removal;
    }

    static BegunRemoval of(Removal removal) {
        BegunRemoval begun = new BegunRemoval(removal.instance(), removal.origin(), removal.cause(), removal);
        begun.place = removal.place();
        return begun;
    }

    /** Begins the deletion of an object that is not managed. Whether it has a row, Hibernate will find out. */
    static BegunRemoval ofUnmanaged(Object instance, Object origin, DeleteCause cause) {
        return new BegunRemoval(instance, origin, cause, null);
    }

    Object origin() {
        return origin;
    }

    /**
     * Returns whether Hibernate has put the deletion into its queue, and its place is not known yet. Until it is executed,
     * references to the entity are nullified.
     */
    boolean isNewlyQueued(PersistenceContext context) {
        return place == Removal.NOWHERE && isQueued(context, context.getEntry(instance));
    }

    static boolean isQueued(PersistenceContext context, @Nullable EntityEntry entry) {
        return entry != null && context.containsNullifiableEntityKey(entry::getEntityKey);
    }

    void setPlace(int place) {
        this.place = place;
        if (removal != null) {
            removal.setPlace(place);
        }
    }

    /** Returns whether the deletion of this instance is finished, and not only that of a cascade that has come back to it. */
    boolean isEndedBy(PersistenceContext context, Object ended) {
        return instance == ended && (place != Removal.NOWHERE || context.getEntry(instance) == null);
    }

    /** Makes the removal of an instance that Hibernate has found to be detached, and manages since then. */
    Removal asDetached(EntityEntry entry) {
        Removal detached = new Removal(instance, entry.getId(), entry.getPersister(), origin, cause, entry);
        detached.setPlace(place);
        return detached;
    }
}
