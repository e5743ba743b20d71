package dev.signals.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page {@code docs/errors.md}, which is to show each message as a user gets it. */
public final class ErrorsPage {

    private ErrorsPage() {}

    /**
     * Asserts that the page shows {@code message} under {@code heading}, with the names of a user's classes.
     *
     * @param test the test class, whose nested classes stand for those of the user
     */
    public static void assertListed(Class<?> test, String heading, String message) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "errors.md"));
        assertThat(page).contains("### " + heading + "\n");
        String section = page.substring(page.indexOf("### " + heading + "\n"));
        int start = section.indexOf("```text\n") + 8;
        String listed = section.substring(start, section.indexOf("\n```", start));
        assertThat(message.replace(test.getName() + "$", "com.acme.")
                        .replace("lambda in " + test.getName(), "lambda in com.acme.Receivers")
                        .replace("session factory \"test\"", "session factory \"blog\""))
                .isEqualTo(listed);
    }
}
