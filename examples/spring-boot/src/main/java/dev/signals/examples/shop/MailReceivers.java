package dev.signals.examples.shop;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import org.springframework.stereotype.Component;

/** Tells the customer, once nothing can be rolled back any more. It is a bean, so nobody has to name it. */
@Component
class MailReceivers {

    private final Mailer mailer;

    MailReceivers(Mailer mailer) {
        this.mailer = mailer;
    }

    @Receiver(phase = TransactionPhase.AFTER_COMMIT)
    private void confirm(PostSave<Order> event) {
        if (event.created()) {
            Order order = event.instance();
            mailer.send(order.getEmail(), "Your " + order + " of " + order.getLines() + " costs " + order.getTotal());
        }
    }

    /** One mail for a transaction, however often it has saved the order. */
    @Receiver(onChange = "total")
    private void tell(Changed<Order> event) {
        Order order = event.instance();
        Change total = event.changes().get("total");
        if (event.kind() == ChangeKind.DELETED) {
            mailer.send(order.getEmail(), "Your " + order + " is cancelled");
        } else if (event.kind() == ChangeKind.UPDATED && total != null) {
            mailer.send(
                    order.getEmail(),
                    "Your " + order + " now costs " + total.newValue() + " instead of " + total.oldValue());
        }
    }
}
