package dev.signals.examples.shop;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;

/** Notes what has become of any entity. It is a setting in {@code application.properties} that names this class. */
class JournalReceivers {

    private final Journal journal;

    JournalReceivers(Journal journal) {
        this.journal = journal;
    }

    @Receiver(phase = TransactionPhase.AFTER_COMMIT)
    private void saved(PostSave<?> event) {
        journal.note((event.created() ? "created " : "changed ") + event.instance());
    }

    @Receiver(phase = TransactionPhase.AFTER_COMMIT)
    private void deleted(PostDelete<?> event) {
        journal.note("deleted " + event.instance());
    }
}
