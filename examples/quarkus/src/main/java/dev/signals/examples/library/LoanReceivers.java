package dev.signals.examples.library;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rules of lending. The class needs no scope: its methods make it a bean. */
class LoanReceivers {

    private final int days;

    LoanReceivers(@ConfigProperty(name = "library.days") int days) {
        this.days = days;
    }

    /** Fills a column that must not be null. */
    @Receiver(createdOnly = true)
    void date(PreSave<Loan> event) {
        event.instance().due = LocalDate.now().plusDays(days);
    }

    /** Looks at what is written, and takes it back by an exception. */
    @Receiver(createdOnly = true)
    void limit(PostSave<Loan> event) {
        Book book = event.instance().book;
        if (Loan.count("book", book) > book.copies) {
            throw new ClientErrorException("all copies of " + book.title + " are lent", Status.CONFLICT);
        }
    }
}
