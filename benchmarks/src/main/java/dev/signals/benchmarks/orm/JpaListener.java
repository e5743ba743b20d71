package dev.signals.benchmarks.orm;

import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;

/** An entity listener that does nothing but count. */
public class JpaListener {

    // static, as Hibernate makes the listener
    private static long count;

    static boolean anyCall() {
        return count > 0;
    }

    /** Before an entity becomes managed. */
    @PrePersist
    public void prePersist(Object entity) {
        count++;
    }

    /** After an insert. */
    @PostPersist
    public void postPersist(Object entity) {
        count++;
    }

    /** Before an update. */
    @PreUpdate
    public void preUpdate(Object entity) {
        count++;
    }

    /** After an update. */
    @PostUpdate
    public void postUpdate(Object entity) {
        count++;
    }

    /** Before a removal. */
    @PreRemove
    public void preRemove(Object entity) {
        count++;
    }

    /** After a delete. */
    @PostRemove
    public void postRemove(Object entity) {
        count++;
    }

    /** After a load. */
    @PostLoad
    public void postLoad(Object entity) {
        count++;
    }
}
