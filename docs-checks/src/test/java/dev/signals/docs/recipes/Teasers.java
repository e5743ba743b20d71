package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class Teasers {
    final Map<Object, String> cached = new ConcurrentHashMap<>();

    @Receiver(
            value = {PostSave.class, PostDelete.class},
            phase = TransactionPhase.AFTER_COMMIT)
    void evict(ModelEvent<Article> event) {
        cached.remove(event.id());
    }
}
