package dev.signals.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.examples.outbox.writer.Plan;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on PostgreSQL, either killed once. */
class CrashRunTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void theIndexHasTheRowsAlthoughBothProcessesWereKilled() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Report report;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            report = new CrashRun(postgres.getJdbcUrl("postgres", "postgres"), directory, new Progress(out))
                    .run(new Plan(15, 1), KillSchedule.after(5), KillSchedule.after(5), Duration.ofMinutes(3));
        }
        new ReportPrinter(out).print(report);

        assertThat(report.differences()).isEmpty();
        assertThat(report.isGood()).isTrue();
        assertThat(report.writerKills()).isEqualTo(1);
        assertThat(report.indexerKills()).isEqualTo(1);
        assertThat(report.articles()).isPositive().isEqualTo(report.documents());
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("the writer is killed", "the indexer is killed", "The index has what the rows have.");
    }
}
