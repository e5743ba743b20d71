package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.DeleteCause;
import org.hibernate.persister.entity.EntityPersister;

/** An entity that is about to be deleted, or has been and is not announced as deleted yet. */
public final class Removal {

    private final Object instance;
    private final Object id;
    private final EntityPersister persister;
    private final Object origin;
    private final DeleteCause cause;
    private int place;

    public Removal(Object instance, Object id, EntityPersister persister, Object origin, DeleteCause cause) {
        this.instance = instance;
        this.id = id;
        this.persister = persister;
        this.origin = origin;
        this.cause = cause;
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

    /** Where it stands among the removals of its session. */
    int place() {
        return place;
    }

    void setPlace(int place) {
        this.place = place;
    }
}
