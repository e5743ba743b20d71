package dev.signals.quarkus.plain;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** A bean that the entity names, and that ArC removes, because nobody injects it. */
@Singleton
class RemovedReceivers {

    @Inject
    @Nullable
    EntityManager manager;

    @Receiver
    void saved(PostSave<Article> event) {
        Log.add("removed " + (manager == null ? "without" : "with") + " a manager");
    }
}
