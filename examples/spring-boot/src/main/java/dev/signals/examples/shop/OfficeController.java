package dev.signals.examples.shop;

import dev.signals.examples.shop.Mailer.Mail;
import dev.signals.hibernate.ModelSignals;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What goes on behind the counter, all of it done by receivers. */
@RestController
class OfficeController {

    private final DeliveryRepository deliveries;
    private final Mailer mailer;
    private final Journal journal;
    private final Kitchen kitchen;
    private final Ledger ledger;
    private final EntityManagerFactory factory;

    OfficeController(
            DeliveryRepository deliveries,
            Mailer mailer,
            Journal journal,
            Kitchen kitchen,
            Ledger ledger,
            EntityManagerFactory factory) {
        this.deliveries = deliveries;
        this.mailer = mailer;
        this.journal = journal;
        this.kitchen = kitchen;
        this.ledger = ledger;
        this.factory = factory;
    }

    @GetMapping("/deliveries")
    List<String> deliveries() {
        return deliveries.findAll().stream().map(Delivery::toString).toList();
    }

    @GetMapping("/mails")
    List<Mail> mails() {
        return mailer.sent();
    }

    @GetMapping("/journal")
    List<String> journal() {
        return journal.notes();
    }

    @GetMapping("/kitchen")
    List<String> kitchen() {
        return kitchen.orders();
    }

    @GetMapping("/ledger")
    List<String> ledger() {
        return ledger.entries();
    }

    /** Who is connected, as a table. */
    @GetMapping("/receivers")
    String receivers() {
        return ModelSignals.of(factory).describe() + "\n";
    }
}
