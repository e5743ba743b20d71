package dev.signals.examples.outbox;

import dev.signals.examples.outbox.writer.Plan;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Random;

/** Starts a database and the two processes, and prints whether the index is right in the end. */
public final class OutboxApplication {

    private static final Plan PLAN = new Plan(233, 1);
    private static final int KILLS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private OutboxApplication() {}

    /** Runs the example; the exit code is 1 if the index differs from the rows. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(System.out) ? 0 : 1);
    }

    private static boolean run(PrintStream out) throws IOException, InterruptedException {
        Progress progress = new Progress(out);
        progress.say("starting an embedded PostgreSQL and two processes");
        WorkDirectory directory = WorkDirectory.create();
        out.println("          index, logs and journal: " + directory.path());
        Report report;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            report = new CrashRun(postgres.getJdbcUrl("postgres", "postgres"), directory.path(), progress)
                    .run(PLAN, randomKills(), randomKills(), LIMIT);
        }
        progress.say("done");
        new ReportPrinter(out).print(report);
        if (report.isGood()) {
            directory.delete();
        }
        return report.isGood();
    }

    private static KillSchedule randomKills() {
        return KillSchedule.random(KILLS, PLAN.size(), new Random());
    }
}
