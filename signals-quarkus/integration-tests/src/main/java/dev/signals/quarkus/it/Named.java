package dev.signals.quarkus.it;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import jakarta.inject.Singleton;

/** A bean that the setting {@code quarkus.signals.receivers} names as well. */
@Singleton
class Named {

    private final Log log;

    Named(Log log) {
        this.log = log;
    }

    @Receiver
    void saved(PostSave<Memo> event) {
        log.add("named " + event.instance().text);
    }
}
