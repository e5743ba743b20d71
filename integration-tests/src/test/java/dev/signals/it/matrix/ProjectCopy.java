package dev.signals.it.matrix;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A copy of the project with the classes that are there, so that the runs leave the build alone. */
final class ProjectCopy {

    private static final List<String> MODULES =
            List.of("signals-core", "signals-hibernate", "signals-test", "signals-outbox", "signals-panel");
    private static final String TESTS = "integration-tests";
    private static final Path TEST_CLASSES = Path.of(TESTS, "target", "test-classes");

    private final Path project;
    private final Path directory;

    private ProjectCopy(Path project, Path directory) {
        this.project = project;
        this.directory = directory;
    }

    /** Copies the project, except what a build makes, and the classes of the modules that are tested. */
    static ProjectCopy of(Path project, Path directory) throws IOException {
        delete(directory);
        copy(project, directory, path -> !isLeftOut(path));
        return new ProjectCopy(project, directory);
    }

    private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
                Path path = from.relativize(source);
                if (!wanted.test(path)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(path));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
                Files.copy(source, to.resolve(from.relativize(source)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Sources that are gone must not be left there from an earlier matrix. */
    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean isLeftOut(Path path) {
        boolean isBuilt = path.endsWith("target")
                || path.getParent() != null && path.getParent().endsWith("target");
        return path.endsWith(".git") || (isBuilt && !isTested(path));
    }

    private static boolean isTested(Path path) {
        boolean isClasses = path.endsWith("target") || path.endsWith(Path.of("target", "classes"));
        return isClasses && MODULES.contains(path.getName(0).toString());
    }

    Path directory() {
        return directory;
    }

    /** Takes the tests as they were compiled with the project. */
    void takeCompiledTests() throws IOException {
        removeCompiledTests();
        copy(project.resolve(TEST_CLASSES), directory.resolve(TEST_CLASSES), path -> true);
    }

    /** Has the next run compile the tests. */
    void removeCompiledTests() throws IOException {
        delete(directory.resolve(TEST_CLASSES));
    }

    /** The classes that are tested. */
    List<Path> classes() {
        return MODULES.stream()
                .map(module -> directory.resolve(module).resolve("target").resolve("classes"))
                .toList();
    }

    /** The reports of a run. */
    Path reports() {
        return directory.resolve(TESTS).resolve("target").resolve("failsafe-reports");
    }

    /** The modules for Maven's option {@code -pl}. */
    static String modules() {
        List<String> modules = new ArrayList<>(MODULES);
        modules.add(TESTS);
        return String.join(",", modules);
    }
}
