package dev.signals.it.harmless;

import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;

/** An entity listener of generated entities. */
public class RecordingListener {

    @PrePersist
    void prePersist(Object entity) {
        write("PrePersist", entity);
    }

    @PostPersist
    void postPersist(Object entity) {
        write("PostPersist", entity);
    }

    @PreUpdate
    void preUpdate(Object entity) {
        write("PreUpdate", entity);
    }

    @PostUpdate
    void postUpdate(Object entity) {
        write("PostUpdate", entity);
    }

    @PreRemove
    void preRemove(Object entity) {
        write("PreRemove", entity);
    }

    @PostRemove
    void postRemove(Object entity) {
        write("PostRemove", entity);
    }

    @PostLoad
    void postLoad(Object entity) {
        write("PostLoad", entity);
    }

    private static void write(String callback, Object entity) {
        Tape.callback("listener " + Show.value(entity) + " " + callback);
    }
}
