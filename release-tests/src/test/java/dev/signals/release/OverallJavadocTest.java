package dev.signals.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverallJavadocTest {

    /** All but the extension for Quarkus, which has nothing that a user calls. */
    static List<Published> withApi() {
        return Published.jars().stream()
                .filter(each -> !each.artifact().startsWith("signals-quarkus"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("withApi")
    void thePagesOfAnArtifactAreInTheOverallOnes(Published artifact) throws IOException {
        Path root = artifact.folder().resolve("src/main/java");
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> overviews = files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> root.relativize(file.getParent()).toString())
                    .filter(name -> !name.contains("internal"))
                    .map(name -> Published.JAVADOC.resolve(name).resolve("package-summary.html"))
                    .toList();

            assertThat(overviews)
                    .isNotEmpty()
                    .allSatisfy(overview -> assertThat(text(overview))
                            .as("the overview, which says since which version the package is there")
                            .contains("Since:"));
        }
    }

    @Test
    void noPageIsInternalOrOfAnExample() {
        assertThat(pages().map(page -> Published.JAVADOC.relativize(page).toString()))
                .hasSizeGreaterThan(100)
                .noneMatch(page -> page.contains("internal/"))
                .noneMatch(page -> page.startsWith("dev/signals/examples") || page.startsWith("dev/signals/it"));
    }

    @Test
    void aTypeOfAnotherModuleIsLinked() throws IOException {
        Path page = Published.JAVADOC.resolve("dev/signals/hibernate/signal/PostSaveSignal.html");

        assertThat(Files.readString(page)).contains("href=\"../../Connection.html\"");
    }

    @Test
    void noPageReservesAllRights() {
        assertThat(pages().map(OverallJavadocTest::text)).noneMatch(text -> text.contains("All rights reserved"));
    }

    private static Stream<Path> pages() {
        try {
            return Files.walk(Published.JAVADOC).filter(file -> file.toString().endsWith(".html"));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
