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
import java.util.stream.Stream;

/** A copy of the project with the classes that are there, so that the runs leave the build alone. */
final class ProjectCopy {

    private static final List<String> MODULES = List.of("signals-core", "signals-hibernate", "signals-test");
    private static final String TESTS = "integration-tests";

    private final Path directory;

    private ProjectCopy(Path directory) {
        this.directory = directory;
    }

    /** Copies the project, except what a build makes, and the classes of the modules that are tested. */
    static ProjectCopy of(Path project, Path directory) throws IOException {
        delete(directory);
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
                Path path = project.relativize(source);
                if (isLeftOut(path)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(directory.resolve(path));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        source,
                        directory.resolve(project.relativize(source)),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
        return new ProjectCopy(directory);
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
