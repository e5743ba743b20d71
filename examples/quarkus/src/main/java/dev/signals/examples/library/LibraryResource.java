package dev.signals.examples.library;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Lends books and takes them back, by HTTP. */
@Path("/")
public class LibraryResource {

    private final NoticeReceivers notices;

    LibraryResource(NoticeReceivers notices) {
        this.notices = notices;
    }

    /** Who wants which book. */
    public record Wish(String title, String reader) {}

    /** What has been lent. */
    public record Lent(Long id, String title, String reader, LocalDate due) {}

    /** Lends a copy. */
    @POST
    @Path("loans")
    @Transactional
    public Lent lend(Wish wish) {
        Book book = Book.<Book>find("title", wish.title())
                .firstResultOptional()
                .orElseThrow(() -> new NotFoundException("no book " + wish.title()));
        Loan loan = new Loan();
        loan.book = book;
        loan.reader = wish.reader();
        loan.persistAndFlush();
        return new Lent(loan.id, book.title, loan.reader, loan.due);
    }

    /** Takes a copy back. */
    @DELETE
    @Path("loans/{id}")
    @Transactional
    public void takeBack(Long id) {
        Optional<Loan> loan = Loan.findByIdOptional(id);
        loan.orElseThrow(() -> new NotFoundException("no loan " + id)).delete();
    }

    /** Returns what has been written to readers. */
    @GET
    @Path("notices")
    public List<String> notices() {
        return notices.sent();
    }
}
