package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;

class Hiding {
    private final SearchIndex index;

    Hiding(SearchIndex index) {
        this.index = index;
    }

    // a flag of your own
    @Receiver(onChange = "hidden", to = "true", phase = TransactionPhase.AFTER_COMMIT)
    void hidden(PostSave<Article> event) {
        index.remove(event.id());
    }

    // @SoftDelete on the entity
    @Receiver(phase = TransactionPhase.AFTER_COMMIT)
    void deleted(PostDelete<Note> event) {
        index.remove(event.id());
    }
}
