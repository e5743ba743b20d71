package dev.signals.it.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results so far, in a file, so that a matrix that was ended goes on. Those of other classes are dropped. */
final class Results {

    private static final String CLASSES = "classes";

    private final Path file;
    private final Properties stored = new Properties();

    private Results(Path file) {
        this.file = file;
    }

    /**
     * Reads the results.
     *
     * @param directories the classes that are tested
     */
    static Results in(Path file, List<Path> directories) throws IOException {
        Results results = new Results(file);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                results.stored.load(reader);
            }
        }
        String classes = digest(directories);
        if (!classes.equals(results.stored.getProperty(CLASSES))) {
            results.stored.clear();
            results.stored.setProperty(CLASSES, classes);
        }
        return results;
    }

    @Nullable
    Counts of(Cell cell) {
        String counts = stored.getProperty(cell.toString());
        return counts == null ? null : Counts.of(counts);
    }

    void add(Cell cell, Counts counts) throws IOException {
        stored.setProperty(cell.toString(), counts.stored());
        Files.createDirectories(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            stored.store(writer, null);
        }
    }

    private static String digest(List<Path> directories) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path directory : directories) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                        try (InputStream content = Files.newInputStream(each)) {
                            digest.update(content.readAllBytes());
                        }
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
