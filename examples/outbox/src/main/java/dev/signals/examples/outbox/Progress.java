package dev.signals.examples.outbox;

import java.io.PrintStream;
import java.util.Locale;

/** Prints how far the processes are: at most one line a second, and one for each kill. */
final class Progress {

    private static final long SECOND = 1_000_000_000;

    private final PrintStream out;
    private final long started = System.nanoTime();
    private long lastLine = started - SECOND;

    Progress(PrintStream out) {
        this.out = out;
    }

    void show(Figures figures) {
        long now = System.nanoTime();
        if (figures.deeds() > 0 && now - lastLine >= SECOND) {
            lastLine = now;
            say(String.format(
                    Locale.ROOT,
                    "%,6d articles  %,6d calls made  %,6d pending  %,6d documents",
                    figures.articles(),
                    figures.calls(),
                    figures.pending(),
                    figures.documents()));
        }
    }

    void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - started) / 1e9, line);
    }
}
