package dev.signals.quarkus.plain;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** A bean that the entity names, and that ArC keeps. */
@Singleton
@Unremovable
class KeptReceivers {

    private final EntityManager manager;

    KeptReceivers(EntityManager manager) {
        this.manager = manager;
    }

    @Receiver
    void saved(PostSave<Article> event) {
        Log.add("kept " + event.instance().title + ", one of "
                + manager.createQuery("select count(*) from Article", Long.class)
                        .getSingleResult());
    }

    @Receiver(phase = TransactionPhase.AFTER_COMMIT)
    void committed(PostSave<Article> event) {
        Log.add("committed " + event.instance().title);
    }
}
