package dev.signals.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One artifact of the release, with its files. */
record Published(String artifact) {

    static final String VERSION = given("rehearsal.version");
    static final Path JAVADOC = Path.of(given("rehearsal.javadoc"));
    static final Path SOURCES = Path.of(given("rehearsal.sources"));
    private static final Path GROUP = Path.of(given("rehearsal.repository"), "dev", "signals");

    static List<Published> all() {
        try (Stream<Path> folders = Files.list(GROUP)) {
            return folders.map(folder -> new Published(folder.getFileName().toString()))
                    .sorted((left, right) -> left.artifact.compareTo(right.artifact))
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Those that have classes: all but the BOM. */
    static List<Published> jars() {
        return all().stream()
                .filter(each -> !each.artifact.equals("signals-bom"))
                .toList();
    }

    Path pom() {
        return file(".pom");
    }

    Path jar() {
        return file(".jar");
    }

    /** A file by what follows the version in its name. */
    Path file(String end) {
        return GROUP.resolve(artifact).resolve(VERSION).resolve(artifact + "-" + VERSION + end);
    }

    /** The folder with the pom of this artifact. */
    Path folder() {
        try (Stream<Path> files = Files.walk(SOURCES, 3)) {
            return files.filter(file -> file.endsWith("pom.xml")
                            && !SOURCES.relativize(file).toString().contains("target"))
                    .filter(this::isOwnPom)
                    .findFirst()
                    .map(pom -> pom.toAbsolutePath().getParent())
                    .orElseThrow(() -> new IllegalStateException("no pom has the artifactId " + artifact));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private boolean isOwnPom(Path pom) {
        try {
            return Files.readString(pom).contains("</parent>\n\n  <artifactId>" + artifact + "</artifactId>");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The names of the files of this artifact, without checksums and signatures. */
    List<String> files() {
        try (Stream<Path> files = Files.list(GROUP.resolve(artifact).resolve(VERSION))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches(".*\\.(md5|sha1|sha256|sha512|asc)"))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public String toString() {
        return artifact;
    }

    private static String given(String property) {
        String value = System.getProperty(property, "");
        if (value.isEmpty() || value.startsWith("${")) {
            throw new IllegalStateException(
                    "these tests need the property " + property + "; .ci/rehearse-release sets it and runs them");
        }
        return value;
    }
}
