package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;

class Audit {
    @Receiver(phase = TransactionPhase.BEFORE_COMMIT)
    void write(Changed<Article> event) {
        AuditEntry entry = new AuditEntry();
        entry.what =
                event.kind() + " article " + event.id() + " " + event.changes().attributes();
        entry.who = String.valueOf(event.context().get("user"));
        entry.why = event.reason().orElse("");
        event.session().persist(entry);
    }
}
