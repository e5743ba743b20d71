package dev.signals.quarkus.plain;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/** A bean that nobody names. */
@Singleton
@Unremovable
class UnnamedReceivers {

    @Receiver
    void saved(PostSave<Article> event) {
        Log.add("unnamed " + event.instance().title);
    }
}
