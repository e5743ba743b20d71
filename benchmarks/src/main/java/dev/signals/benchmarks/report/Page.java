package dev.signals.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the page, on which each version of the JDK has a section. The sections of other versions stay as they are. */
public final class Page {

    private static final String INTRODUCTION = """
            # Performance

            What listening costs, and what sending costs. The benchmarks write this page; do not edit it.

            ## How to read it

            Each variant of a work runs in a JVM of its own, and the variants take turns. In each round, the CPU time
            of a variant is divided by that of the first column, measured in the same round. A cell has the median of
            these ratios, and in parentheses the lowest and the highest: 1.00 is no difference, 2.00 is twice the
            time. A difference that is smaller than the spread says nothing.

            CPU time is that of the thread that does the work. It leaves out what other processes, the compiler and
            the garbage collector of the JVM and a PostgreSQL server do. What a work needs before it begins, as rows
            to remove, is not counted. Each JVM runs with `-Xbatch`: code waits for its compilation, so that a busy machine
            measures the same code as an idle one.

            | Column | Who listens |
            |---|---|
            | plain | nobody; the library is switched off with `signals.enabled=false` |
            | raw listeners | Hibernate's own event listeners: after insert, update, delete and load |
            | JPA listeners | one entity listener with a method for each of the seven callbacks |
            | Envers | Hibernate Envers, which writes rows of its own |
            | idle | nobody; the library is there |
            | post | `POST_SAVE`, `POST_DELETE`, `POST_INIT` |
            | pre and post | `PRE_SAVE` and `PRE_DELETE` as well |
            | ten receivers | ten receivers of each of these |
            | all signals | a receiver of each signal, `CHANGED` and the collections included |

            The receivers and listeners do nothing but count. For dispatch, `direct loop` calls the receivers in an
            array with an event that is there; `keyed loop` looks the array up by the class of the sender and makes an
            event, which is the least that sending by type needs.

            ## How to run it

            ```sh
            mvn -q -Pbench -pl benchmarks -am package
            java -jar benchmarks/target/benchmarks.jar          # the short run
            java -jar benchmarks/target/benchmarks.jar full     # everything on this page
            java -cp benchmarks/target/benchmarks.jar org.openjdk.jmh.Main -p variant=PLAIN,POST -prof gc LoadBenchmark
            ```

            The first two replace the section of their version of the JDK here. The last one runs a single benchmark
            with the options of JMH.
            """;

    private static final Pattern SECTION =
            Pattern.compile("<!-- JDK (\\d+) -->\\n.*?<!-- end of JDK \\1 -->\\n", Pattern.DOTALL);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final Path file;
    private final String command;
    private final List<String> databases;
    private final int jdk = Runtime.version().feature();

    /**
     * Makes one.
     *
     * @param file where it is written
     * @param command the command that was given
     * @param databases the URLs of the databases
     */
    public Page(Path file, String command, List<String> databases) {
        this.file = file;
        this.command = command;
        this.databases = List.copyOf(databases);
    }

    /** Writes what is measured so far, and a chart beside it. */
    public void write(List<Table> tables, Results results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String old = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, merge(old, section(tables, results)));
    }

    /** Returns the page with one section in the place of the one of the same JDK. */
    String merge(String old, String section) {
        SortedMap<Integer, String> sections = new TreeMap<>();
        Matcher matcher = SECTION.matcher(old);
        while (matcher.find()) {
            sections.put(Integer.valueOf(matcher.group(1)), matcher.group());
        }
        sections.put(jdk, "<!-- JDK " + jdk + " -->\n" + section + "<!-- end of JDK " + jdk + " -->\n");
        return INTRODUCTION + "\n" + String.join("\n", sections.values());
    }

    private String section(List<Table> tables, Results results) {
        StringBuilder text = new StringBuilder();
        text.append("## JDK ").append(jdk).append("\n\n");
        text.append(LocalDate.now(ZoneOffset.UTC).format(DATE))
                .append(", rounds: ")
                .append(results.rounds())
                .append(".\n\n```sh\n")
                .append(command)
                .append("\n```\n\n| With | |\n|---|---|\n");
        Environment.of(databases)
                .lines()
                .forEach((name, value) -> text.append("| ")
                        .append(name)
                        .append(" | ")
                        .append(value)
                        .append(" |\n"));
        text.append('\n');
        String chart = chart(tables, results);
        if (chart != null) {
            text.append(chart).append("\n\n");
        }
        tables.forEach(table -> text.append(new TableText(table, results)));
        return text.toString();
    }

    /** Draws the chart. A machine may have no fonts, which is no reason to lose the figures. */
    private @Nullable String chart(List<Table> tables, Results results) {
        String name = "performance-jdk" + jdk + ".svg";
        Path picture = file.toAbsolutePath().resolveSibling("images").resolve(name);
        for (Table table : tables) {
            if (table.onChart()) {
                try {
                    Chart.write(table, results, picture);
                    return "![The table \"" + table.title() + "\" as bars](images/" + name + ")";
                } catch (IOException | RuntimeException | LinkageError e) {
                    System.err.println("no chart: " + e);
                }
            }
        }
        return null;
    }
}
