package dev.signals.examples.history.library;

import dev.signals.examples.history.History;
import dev.signals.examples.history.HistoryTable;
import java.io.PrintStream;

/** Lives through a year of the library, and prints its history. */
public final class LibraryApplication {

    private LibraryApplication() {}

    /** Runs the example. */
    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        try (Library library = new Library()) {
            Chronicle.replay(library);
            library.factory().inSession(session -> print(new History(session), out));
        }
    }

    private static void print(History history, PrintStream out) {
        HistoryTable.of(history.since(CalendarClock.at(Chronicle.START))).forEach(out::println);
        out.println();
        out.println("Book 2 in June, before it was lost:");
        history.asOf(Book.class, 2, CalendarClock.at("2024-06-01T00:00"))
                .ifPresent(version -> out.println(version.state()));
    }
}
