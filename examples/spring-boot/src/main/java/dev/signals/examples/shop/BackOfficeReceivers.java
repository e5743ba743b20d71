package dev.signals.examples.shop;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import org.springframework.stereotype.Component;

/** Does what no customer waits for, in other threads after the commit. */
@Component
class BackOfficeReceivers {

    private final Kitchen kitchen;
    private final Ledger ledger;

    BackOfficeReceivers(Kitchen kitchen, Ledger ledger) {
        this.kitchen = kitchen;
        this.ledger = ledger;
    }

    @Receiver(async = true)
    private void prepare(PostSave<Order> event) {
        if (event.created()) {
            kitchen.prepare("order " + event.id());
        }
    }

    /** Is called again until it succeeds, also after a restart; so there is no order at hand, only what has changed. */
    @Receiver(durable = "ledger")
    private void book(Changed<Order> event) {
        Change total = event.changes().get("total");
        if (total != null) {
            ledger.book("order " + event.id() + ": " + total.newValue());
        }
    }
}
