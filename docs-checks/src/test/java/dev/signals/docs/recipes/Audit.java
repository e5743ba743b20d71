package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.Objects;

class Audit {
    @Receiver(phase = TransactionPhase.BEFORE_COMMIT)
    void write(Changed<Article> event) {
        AuditEntry entry = new AuditEntry();
        entry.what =
                event.kind() + " article " + event.id() + " " + event.changes().attributes();
        entry.who = Objects.toString(event.context().get("user"), "nobody");
        entry.why = event.reason().orElse("");
        event.session().persist(entry);
    }
}
