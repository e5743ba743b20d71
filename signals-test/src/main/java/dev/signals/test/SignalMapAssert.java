package dev.signals.test;

import dev.signals.hibernate.SignalMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An assertion that the receivers of an application are those of a file that is committed with its source. So a receiver that
 * somebody adds, moves, reorders or removes is seen in a review.
 *
 * <pre>{@code
 * @Test
 * void theReceiversAreThoseThatWereReviewed() {
 *     assertThat(SignalMap.of(entityManagerFactory)).isAsCommitted(Path.of("signals.map"));
 * }
 * }</pre>
 */
public final class SignalMapAssert {

    /** The system property that, if true, has the file written instead of compared: {@value}. */
    public static final String RENEW = "signals.map.renew";

    private final SignalMap map;

    SignalMapAssert(SignalMap map) {
        this.map = Objects.requireNonNull(map, "map");
    }

    /**
     * Asserts that the map is the one in a file. With {@code -Dsignals.map.renew=true} it writes the file instead. A {@link
     * SignalRecorder} does not count as a receiver.
     *
     * <p>Lambdas are named by class and method. Their lines are in the file only where several lambdas of one method receive
     * the same, and are not compared, so an edit of other code does not matter.
     *
     * @param file the file, relative to the directory of the tests, which for Maven and Gradle is the one of the module
     * @throws AssertionError if the map differs from the file, or if there is no file; the message has the differences and
     *     says how to renew the file
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public SignalMapAssert isAsCommitted(Path file) {
        MapFile found = MapFile.of(map);
        try {
            if (Boolean.getBoolean(RENEW)) {
                Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
                Files.writeString(file, found.text());
            } else if (!Files.exists(file)) {
                throw new AssertionError(
                        "there is no file " + file.toAbsolutePath().normalize()
                                + " to compare the receivers with; run this test with -D" + RENEW
                                + "=true, which writes it, then review and commit it");
            } else {
                compare(file, MapFile.parse(Files.readAllLines(file)), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write the map of the receivers " + file, e);
        }
        return this;
    }

    private static void compare(Path file, MapFile committed, MapFile found) {
        List<String> differences = MapDifferences.between(committed, found);
        if (!differences.isEmpty()) {
            throw new AssertionError("the receivers are not those of " + file + ":\n  "
                    + String.join("\n  ", differences)
                    + "\nif this is meant, run this test with -D" + RENEW
                    + "=true, which writes the file, then review and"
                    + " commit it");
        }
    }
}
