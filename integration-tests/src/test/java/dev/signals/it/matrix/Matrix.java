package dev.signals.it.matrix;

import dev.signals.it.database.Database;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the integration tests on each Hibernate, JDK and database, with the classes that are there, and writes the table of the
 * results. The profile {@code matrix} of the build starts it. If it is ended, the next one goes on from there.
 */
final class Matrix {

    private static final Logger LOG = System.getLogger(Matrix.class.getName());

    private final List<Hibernate> hibernates;
    private final List<Jdk> jdks;
    private final List<Server> servers;

    private Matrix(List<Hibernate> hibernates, List<Jdk> jdks, List<Server> servers) {
        this.hibernates = hibernates;
        this.jdks = jdks;
        this.servers = servers;
    }

    /**
     * Takes, in this order:
     *
     * <ol>
     *   <li>the directory of the project
     *   <li>the versions of Hibernate, as {@link Hibernate#of} reads them
     *   <li>the homes of the JDKs
     *   <li>the version of H2
     *   <li>the versions of PostgreSQL
     *   <li>words that the names of cells must have to be run, separated by spaces
     *   <li>which tests are run, as Maven's option {@code it.test} has it; if these are not all, no page is written
     * </ol>
     *
     * <p>Versions and homes are separated by commas.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path project = Path.of(arguments[0]).toRealPath();
        List<Jdk> jdks = new ArrayList<>();
        for (String home : list(arguments[2])) {
            jdks.add(Jdk.in(Path.of(home)));
        }
        Matrix matrix = new Matrix(
                list(arguments[1]).stream().map(Hibernate::of).toList(),
                jdks,
                Stream.concat(
                                Stream.of(new Server(Database.H2, arguments[3])),
                                list(arguments[4]).stream().map(version -> new Server(Database.POSTGRESQL, version)))
                        .toList());
        matrix.run(project, List.of(arguments[5].split(" ")), arguments[6]);
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private void run(Path project, List<String> words, String chosen) throws IOException, InterruptedException {
        Path target = project.resolve("integration-tests").resolve("target").resolve("matrix");
        ProjectCopy copy = ProjectCopy.of(project, target.resolve("project"));
        Tests tests = new Tests(Path.of(System.getProperty("maven.home")), copy, chosen, target.resolve("logs"));
        List<Cell> failed = chosen.equals(Tests.ALL)
                ? runAll(project, words, tests, Results.in(target.resolve("results.properties"), copy.classes()))
                : runSome(words, tests);
        if (!failed.isEmpty()) {
            throw new IllegalStateException("tests have failed, see the logs in " + target + ": " + failed);
        }
    }

    /** Runs all tests of some cells, and returns those where any has failed. */
    private List<Cell> runAll(Path project, List<String> words, Tests tests, Results results)
            throws IOException, InterruptedException {
        Page page = new Page(project.resolve("docs").resolve("compatibility.md"));
        List<Cell> failed = new ArrayList<>();
        for (Cell cell : cells(words)) {
            Counts counts = results.of(cell);
            if (counts == null) {
                counts = run(tests, cell);
                results.add(cell, counts);
            }
            if (counts.failed() > 0) {
                failed.add(cell);
            }
            page.write(hibernates, jdks, servers, results);
        }
        return failed;
    }

    private List<Cell> runSome(List<String> words, Tests tests) throws IOException, InterruptedException {
        List<Cell> failed = new ArrayList<>();
        for (Cell cell : cells(words)) {
            if (run(tests, cell).failed() > 0) {
                failed.add(cell);
            }
        }
        return failed;
    }

    private static Counts run(Tests tests, Cell cell) throws IOException, InterruptedException {
        Instant start = Instant.now();
        Counts counts = tests.run(cell);
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        LOG.log(Level.INFO, cell + ": " + counts + " in " + seconds + " s");
        return counts;
    }

    /** In an order in which the tests are compiled once for each Hibernate. */
    private List<Cell> cells(List<String> words) {
        return hibernates.stream()
                .flatMap(hibernate -> jdks.stream()
                        .flatMap(jdk -> Stream.of(Entities.values())
                                .flatMap(entities ->
                                        servers.stream().map(server -> new Cell(hibernate, jdk, entities, server)))))
                .filter(cell -> words.stream().allMatch(cell.toString()::contains))
                .toList();
    }
}
