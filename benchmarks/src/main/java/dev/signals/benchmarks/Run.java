package dev.signals.benchmarks;

import dev.signals.benchmarks.orm.PostgresServer;
import dev.signals.benchmarks.orm.RunningDatabase;
import dev.signals.benchmarks.report.Fork;
import dev.signals.benchmarks.report.Page;
import dev.signals.benchmarks.report.Results;
import dev.signals.benchmarks.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Measures everything, and writes the page with the figures. */
public final class Run {

    private static final String H2 = "jdbc:h2:mem:";

    private Run() {}

    /** Runs {@code [short|full|smoke] [--rounds N] [--only WORDS] [--out FILE]}. */
    public static void main(String... arguments) throws Exception {
        Command command = Command.parse(arguments);
        List<Table> tables = Plan.of(command.scale(), command.only());
        // the chart needs no screen
        System.setProperty("java.awt.headless", "true");
        if (Plan.usesPostgres(tables)) {
            try (RunningDatabase postgres = PostgresServer.start()) {
                List<String> jvmArguments = new ArrayList<>(command.scale().jvmArguments());
                jvmArguments.add("-D" + PostgresServer.URL + "=" + postgres.url());
                run(command, tables, jvmArguments, List.of(H2, postgres.url()));
            }
        } else {
            run(command, tables, command.scale().jvmArguments(), List.of(H2));
        }
    }

    private static void run(Command command, List<Table> tables, List<String> jvmArguments, List<String> databases)
            throws RunnerException, IOException {
        Fork fork = new Fork(jvmArguments);
        Page page = new Page(command.out(), command.toString(), databases);
        Results results = new Results();
        for (int round = 0; round < command.rounds(); round++) {
            results.addRound(tables, fork, System.out);
            // after each round: the page is there if somebody stops the run
            page.write(tables, results);
        }
        System.out.println("written: " + command.out());
    }
}
