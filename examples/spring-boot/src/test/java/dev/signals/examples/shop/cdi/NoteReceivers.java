package dev.signals.examples.shop.cdi;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;

/** Receivers for any container that knows {@code @Inject}; a bean of none of them. */
class NoteReceivers {

    private final Log log;
    private final EntityManagerFactory factory;

    @Inject
    NoteReceivers(Log log, EntityManagerFactory factory) {
        this.log = log;
        this.factory = factory;
    }

    @Receiver
    private void saving(PreSave<Note> event) {
        log.add("saving " + event.instance());
    }

    @Receiver(phase = TransactionPhase.AFTER_COMMIT)
    void committed(PostSave<Note> event) {
        Long count = factory.callInTransaction(other ->
                other.createQuery("select count(*) from Note", Long.class).getSingleResult());
        log.add("committed " + event.instance() + ", one of " + count);
    }

    @PreDestroy
    private void close() {
        log.add("destroyed");
    }
}
