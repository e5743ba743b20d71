package dev.signals.it.matrix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the integration tests in a Maven of their own. */
final class Tests {

    /** Chooses all tests. */
    static final String ALL = "all";

    private final Path maven;
    private final ProjectCopy project;
    private final String chosen;
    private final Path logs;

    /**
     * @param maven the home of Maven
     * @param chosen which tests are run, as Maven's option {@code it.test} has it
     * @param logs where the output of each run is written
     */
    Tests(Path maven, ProjectCopy project, String chosen, Path logs) {
        this.maven = maven;
        this.project = project;
        this.chosen = chosen;
        this.logs = logs;
    }

    /** Runs the tests of one cell, with the classes that are there, compiled once. */
    Counts run(Cell cell) throws IOException, InterruptedException {
        deleteReports();
        if (cell.hibernate().needsTestsOfItsOwn()) {
            project.removeCompiledTests();
        } else {
            project.takeCompiledTests();
        }
        List<String> command = new ArrayList<>(List.of(
                maven.resolve("bin").resolve("mvn").toString(),
                "-B",
                "verify",
                "-pl",
                ProjectCopy.modules(),
                "-Dmaven.main.skip=true",
                // or another Hibernate would have everything compiled that is there
                "-Dmaven.compiler.useIncrementalCompilation=false",
                "-Dmaven.test.failure.ignore=true",
                "-Dtest=none",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Denforcer.skip=true",
                "-Dforbiddenapis.skip=true",
                "-Dmaven.javadoc.skip=true",
                "-Dspotless.check.skip=true",
                "-Dsignals.test.domains=100",
                "-Dsignals.test.sequences=200"));
        command.addAll(cell.options());
        if (!chosen.equals(ALL)) {
            command.add("-Dit.test=" + chosen);
            command.add("-Dfailsafe.failIfNoSpecifiedTests=false");
        }
        Files.createDirectories(logs);
        int exit = new ProcessBuilder(command)
                .directory(project.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve(cell.fileName()).toFile())
                .start()
                .waitFor();
        Counts counts = Counts.ofReports(project.reports());
        if (exit != 0 || counts.passed() == 0) {
            throw new IOException("Maven ended with " + exit + ": see " + logs.resolve(cell.fileName()));
        }
        return counts;
    }

    private void deleteReports() throws IOException {
        if (Files.isDirectory(project.reports())) {
            try (DirectoryStream<Path> reports = Files.newDirectoryStream(project.reports())) {
                for (Path report : reports) {
                    Files.delete(report);
                }
            }
        }
    }
}
