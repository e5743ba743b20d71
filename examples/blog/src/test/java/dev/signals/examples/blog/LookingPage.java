package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page {@code docs/looking.md} with its listings. With the environment variable {@code WRITE_DOCS} tests write them, otherwise
 * they compare.
 */
final class LookingPage {

    private static final Path PAGE = Path.of("..", "..", "docs", "looking.md");
    private static final String END = "```\n<!-- end -->";

    private LookingPage() {}

    /** Statements without their ends, and without the schema of the blog. */
    static String shortened(String text) {
        return text.replace(BlogDatabase.SCHEMA + ".", "")
                .lines()
                .map(line -> line.length() > 100 ? line.substring(0, 97) + "..." : line)
                .reduce("", (all, line) -> all.isEmpty() ? line : all + "\n" + line);
    }

    static void assertShown(String name, String language, String listing) {
        try {
            String page = Files.readString(PAGE);
            String start = "<!-- " + name + " -->\n```" + language + "\n";
            assertThat(page).contains(start);
            int from = page.indexOf(start) + start.length();
            int to = page.indexOf(END, from);
            String shown = listing.stripTrailing() + "\n";
            if (System.getenv("WRITE_DOCS") != null) {
                Files.writeString(PAGE, page.substring(0, from) + shown + page.substring(to));
            } else {
                assertThat(page.substring(from, to)).isEqualTo(shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
