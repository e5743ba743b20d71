package dev.signals.examples.outbox;

import java.io.PrintStream;
import java.util.Locale;

/** Lays a report out as text. */
final class ReportPrinter {

    private static final int SHOWN = 10;

    private final PrintStream out;

    ReportPrinter(PrintStream out) {
        this.out = out;
    }

    void print(Report report) {
        heading("What happened");
        line(report.writerKills(), "times the writer was killed");
        line(report.indexerKills(), "times the indexer was killed");
        line(report.calls(), "calls were made");
        line(report.callsAgain(), "of them more than once, because the indexer died before they were noted as done");
        line(report.deadCalls(), "calls were given up (dead)");

        heading("What is there");
        line(report.articles(), "articles in the database");
        line(report.documents(), "documents in the index");
        line(report.announcements(), "announcements, also of articles that have gone");

        heading("Searches");
        report.searches().forEach(this::search);

        heading(report.differences().isEmpty() ? "The index has what the rows have." : "The index is wrong");
        report.differences().stream().limit(SHOWN).forEach(each -> out.println("  " + each));
        if (report.differences().size() > SHOWN) {
            out.println("  and " + (report.differences().size() - SHOWN) + " more");
        }
    }

    private void search(Search search) {
        line(
                search.titles().size(),
                "with \"" + search.words() + "\""
                        + (search.titles().isEmpty()
                                ? ""
                                : ": " + search.titles().get(0)));
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }

    private void line(int number, String what) {
        out.printf(Locale.ROOT, "  %,6d %s%n", number, what);
    }
}
