package dev.signals.examples.history.library;

import dev.signals.examples.history.History;
import java.time.LocalDate;
import org.hibernate.Session;

/** A year of the library. Plain Hibernate: nothing here writes history. */
final class Chronicle {

    static final String START = "2024-01-08T09:00";

    private Chronicle() {}

    static void replay(Library library) {
        library.at(START, "import", "first stock", Chronicle::firstStock);
        library.at("2024-02-01T10:15", "ada", "typing error", Chronicle::correctTitle);
        library.at("2024-03-11T16:40", "ada", "lent to reader 117", Chronicle::lend);
        library.at("2024-04-02T11:05", "ada", "brought back", Chronicle::takeBack);
        library.at("2024-05-06T08:30", "grace", "new reading room", Chronicle::move);
        library.at("2024-06-17T14:20", "grace", "subjects revised", Chronicle::reviseSubjects);
        library.at("2024-09-02T17:55", "ada", "lost", Chronicle::writeOff);
        library.at("2024-10-01T09:10", "grace", "revision was a mistake", Chronicle::undoRevision);
        library.at("2024-11-12T12:30", "ada", "found behind the heating", Chronicle::writeOn);
    }

    private static void firstStock(Session session) {
        Author quill = new Author("Quill");
        Author baker = new Author("Baker");
        Subject animals = new Subject("animals");
        Subject food = new Subject("food");
        Book whales = new Book(1, "Whales of the North", quill, new Place("hall", 12));
        whales.getSubjects().add(animals);
        Book bread = new Book(2, "A Hstory of Bread", baker, new Place("hall", 3));
        bread.getSubjects().add(food);
        for (Object entity : new Object[] {quill, baker, animals, food, whales, bread}) {
            session.persist(entity);
        }
    }

    private static void correctTitle(Session session) {
        book(session, 2).setTitle("A History of Bread");
    }

    private static void lend(Session session) {
        book(session, 1).setDue(LocalDate.of(2024, 4, 8));
    }

    private static void takeBack(Session session) {
        book(session, 1).setDue(null);
    }

    private static void move(Session session) {
        book(session, 1).setPlace(new Place("reading room", 1));
        book(session, 2).setPlace(new Place("reading room", 3));
    }

    private static void reviseSubjects(Session session) {
        Subject sea = new Subject("sea");
        session.persist(sea);
        Book whales = book(session, 1);
        whales.getSubjects().clear();
        whales.getSubjects().add(sea);
    }

    private static void writeOff(Session session) {
        session.remove(book(session, 2));
    }

    private static void undoRevision(Session session) {
        History history = new History(session);
        history.asOf(Book.class, 1, CalendarClock.at("2024-06-01T00:00")).ifPresent(history::restore);
    }

    private static void writeOn(Session session) {
        History history = new History(session);
        history.latest(Book.class, 2).ifPresent(history::restore);
    }

    private static Book book(Session session, int number) {
        return session.find(Book.class, number);
    }
}
