package dev.signals.benchmarks.report;

import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures a column in a JVM of its own. */
public final class Fork {

    private final List<String> jvmArguments;

    /** Makes one that passes arguments to each JVM, beside those of the benchmark. */
    public Fork(List<String> jvmArguments) {
        this.jvmArguments = List.copyOf(jvmArguments);
    }

    Measured measure(Column column, Effort effort) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(column.benchmark()) + "$")
                .forks(1)
                .jvmArgsAppend(jvmArguments.toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        column.parameters().forEach(options::param);
        effort.apply(options);
        List<RunResult> results = List.copyOf(new Runner(options.build()).run());
        if (results.size() != 1) {
            throw new IllegalStateException(column + " names " + results.size() + " benchmarks instead of one");
        }
        return Measured.of(results.get(0));
    }
}
