package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the guide with listings of the blog. With the environment variable {@code WRITE_DOCS} tests write them, otherwise
 * they compare.
 */
final class LookingPage {

    static final LookingPage RECEIVER_MAP = new LookingPage("receiver-map.md");
    static final LookingPage TIMELINE = new LookingPage("timeline.md");

    private static final String END = "```\n<!-- end -->";

    private final Path file;

    private LookingPage(String name) {
        file = Path.of("..", "..", "docs", "guide", name);
    }

    /** Statements without their ends, and without the schema of the blog. */
    static String shortened(String text) {
        return text.replace(BlogDatabase.SCHEMA + ".", "")
                .lines()
                .map(line -> line.length() > 100 ? line.substring(0, 97) + "..." : line)
                .reduce("", (all, line) -> all.isEmpty() ? line : all + "\n" + line);
    }

    void assertShown(String name, String language, String listing) {
        try {
            String page = Files.readString(file);
            String start = "<!-- " + name + " -->\n```" + language + "\n";
            assertThat(page).contains(start);
            int from = page.indexOf(start) + start.length();
            int to = page.indexOf(END, from);
            String shown = listing.stripTrailing() + "\n";
            if (System.getenv("WRITE_DOCS") != null) {
                Files.writeString(file, page.substring(0, from) + shown + page.substring(to));
            } else {
                assertThat(page.substring(from, to)).isEqualTo(shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
