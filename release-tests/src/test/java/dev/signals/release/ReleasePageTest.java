package dev.signals.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReleasePageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(signals-[a-z-]+)` \\|", Pattern.MULTILINE);

    @Test
    void thePageListsEveryArtifactOnce() throws IOException {
        String page = Files.readString(Published.SOURCES.resolve("docs/release.md"));

        List<String> listed = ROW.matcher(page)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(listed)
                .as("artifacts in docs/release.md")
                .containsExactlyInAnyOrderElementsOf(
                        Published.all().stream().map(Published::artifact).toList());
    }
}
