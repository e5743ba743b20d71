package dev.signals.examples.library;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes to readers once the transaction has been committed. */
@ApplicationScoped
class NoticeReceivers {

    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Receiver(createdOnly = true, phase = TransactionPhase.AFTER_COMMIT)
    void lent(PostSave<Loan> event) {
        sent.add("Dear " + event.instance().reader + ", bring " + event.instance().book.title + " back by "
                + event.instance().due);
    }

    @Receiver(phase = TransactionPhase.AFTER_COMMIT)
    void returned(PostDelete<Loan> event) {
        sent.add("Dear " + event.instance().reader + ", thank you");
    }

    List<String> sent() {
        return List.copyOf(sent);
    }
}
