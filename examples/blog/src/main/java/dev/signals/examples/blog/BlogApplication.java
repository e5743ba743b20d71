package dev.signals.examples.blog;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/** Fills the blog, changes it and prints a report. */
public final class BlogApplication {

    private static final int DONE = 0;
    private static final int WRONG_USE = 2;

    private BlogApplication() {}

    /** Runs the example; the system property {@code blog.database} chooses the database. */
    public static void main(String[] arguments) {
        System.exit(run(System.getProperty("blog.database", BlogDatabase.H2), System.out, System.err));
    }

    static int run(String choice, PrintStream out, PrintStream err) {
        long started = System.nanoTime();
        Progress progress = Progress.on(out);
        try (BlogDatabase database = BlogDatabase.open(choice, progress)) {
            fill(database, progress, out);
        } catch (UnknownDatabaseException e) {
            err.println(e.getMessage());
            return WRONG_USE;
        }
        out.printf(Locale.ROOT, "%nDone in %.1f s%n", (System.nanoTime() - started) / 1e9);
        return DONE;
    }

    private static void fill(BlogDatabase database, Progress progress, PrintStream out) {
        try (Blog blog = Blog.open(database, Clock.systemUTC())) {
            Report report = new BlogRun(blog, progress).run(AddressFile.read());
            out.println();
            out.print(ReportPrinter.print(report));
        }
    }
}
