package dev.signals.examples.history.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The listing in the README is what the program prints. */
class LibraryApplicationTest {

    @Test
    void theReadmeHasWhatIsPrinted() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        LibraryApplication.run(new PrintStream(printed, true, StandardCharsets.UTF_8));

        String listing = "```text\n" + printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n") + "```\n";
        assertThat(Files.readString(Path.of("README.md"))).contains(listing);
    }
}
