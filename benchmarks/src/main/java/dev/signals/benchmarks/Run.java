package dev.signals.benchmarks;

import dev.signals.benchmarks.orm.PostgresServer;
import dev.signals.benchmarks.orm.RunningDatabase;
import dev.signals.benchmarks.report.Fork;
import dev.signals.benchmarks.report.Page;
import dev.signals.benchmarks.report.Results;
import dev.signals.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;

/** Measures everything, and writes the page with the figures. */
public final class Run {

    private Run() {}

    /** Runs {@code [short|full|smoke] [--rounds N] [--only WORDS] [--out FILE]}. */
    public static void main(String... arguments) throws Exception {
        Command command = Command.parse(arguments);
        // the chart needs no screen
        System.setProperty("java.awt.headless", "true");
        try (RunningDatabase postgres = PostgresServer.start()) {
            List<String> jvmArguments = new ArrayList<>(command.scale().jvmArguments());
            jvmArguments.add("-D" + PostgresServer.URL + "=" + postgres.url());
            Fork fork = new Fork(jvmArguments);
            Page page = new Page(command.out(), command.toString(), List.of("jdbc:h2:mem:", postgres.url()));
            List<Table> tables = Plan.of(command.scale(), command.only());
            Results results = new Results();
            for (int round = 0; round < command.rounds(); round++) {
                results.addRound(tables, fork, System.out);
                // after each round: the page is there if somebody stops the run
                page.write(tables, results);
            }
        }
        System.out.println("written: " + command.out());
    }
}
