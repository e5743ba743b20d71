package dev.signals.hibernate.internal.session;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.hibernate.engine.spi.PersistenceContext;
import org.jspecify.annotations.Nullable;

/**
 * The entities that the inspection before a flush has found unchanged, exactly as Hibernate would. The flush that follows at
 * once need not compare them again.
 *
 * <p>The flush comes to the entities in the order of the inspection, so finding one costs one comparison. As soon as anything
 * runs that may change an entity, everything is forgotten, and Hibernate compares as usual: a receiver, a JPA callback,
 * anything that makes an entity managed or deletes one, or a setter. Hibernate calls the setters of an entity with a new
 * collection, to put its own in the place.
 */
public final class UnchangedEntities {

    private @Nullable Object[] entities = {};
    private int size;
    private int next;
    private int managed;
    private int collections;
    private boolean complete;
    private @Nullable PersistenceContext context;
    private final WeakReference<UnchangedEntities> reference = new WeakReference<>(this);

    UnchangedEntities() {}

    /** Begins a new inspection. */
    public void inspectionBegins(PersistenceContext ofSession) {
        forget();
        context = ofSession;
        managed = ofSession.getNumberOfManagedEntities();
        collections = ofSession.getCollectionEntriesSize();
    }

    /** Records that the inspection has found nothing to announce: each entity is unchanged, or announced as it is. */
    public void inspectionFoundNothing() {
        complete = true;
    }

    /** Returns whether each entity is still as the inspection has found it, with nothing to announce. */
    public boolean isNothingToAnnounce(PersistenceContext ofSession) {
        return complete && isOf(ofSession);
    }

    /** Returns a reference that does not keep the entities in memory. */
    public WeakReference<UnchangedEntities> reference() {
        return reference;
    }

    /** Adds an entity, in the order in which the session manages them. */
    public void add(Object entity) {
        if (size == entities.length) {
            entities = Arrays.copyOf(entities, Math.max(16, size * 2));
        }
        entities[size++] = entity;
    }

    /** Returns whether there is any entity that the flush need not compare. */
    public boolean isAny() {
        return size > 0;
    }

    /** Forgets everything, because an entity may have changed, or because the flush is over. */
    public void forget() {
        if (size > 0) {
            Arrays.fill(entities, 0, size, null);
            size = 0;
        }
        next = 0;
        complete = false;
    }

    /** Returns whether the flush, which has come to this entity, need not compare it. The next question is about the next one. */
    public boolean isNext(Object entity, PersistenceContext ofSession) {
        boolean isNext = next < size && entities[next] == entity && isOf(ofSession);
        if (isNext) {
            next++;
        }
        return isNext;
    }

    private boolean isOf(PersistenceContext ofSession) {
        return ofSession == context
                && ofSession.getNumberOfManagedEntities() == managed
                && ofSession.getCollectionEntriesSize() == collections;
    }
}
