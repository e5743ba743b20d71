package dev.signals.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.docs.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index of {@code docs/errors.md}. With the environment variable {@code WRITE_DOCS} it writes it, otherwise it compares. */
class ErrorsIndexTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = Path.of("docs", "errors.md");
    private static final String START = "<!-- index -->\n";
    private static final String END = "<!-- end of the index -->\n";

    @Test
    void theIndexHasEveryMessageUnderTheHeadingOfItsSection() throws IOException {
        String index = index(Page.read(ROOT, PAGE));
        String page = Files.readString(ROOT.resolve(PAGE));
        assertThat(page).contains(START, END);
        int start = page.indexOf(START) + START.length();
        int end = page.indexOf(END);
        if (System.getenv("WRITE_DOCS") != null) {
            Files.writeString(ROOT.resolve(PAGE), page.substring(0, start) + index + page.substring(end));
        } else {
            assertThat(page.substring(start, end)).isEqualTo(index);
        }
    }

    @Test
    void theIndexOfAPageIsMadeOfItsHeadings() {
        List<String> lines =
                List.of("# Errors", "## One", "### a-message", "### another-one", "## Two", "### a-message");

        assertThat(index(Page.of(PAGE, lines)))
                .isEqualTo("- **[One](#one)**:\n  [a-message](#a-message),\n  [another-one](#another-one)\n"
                        + "- **[Two](#two)**:\n  [a-message](#a-message-1)\n");
    }

    private static String index(Page page) {
        Iterator<String> anchors = page.anchors().iterator();
        StringBuilder index = new StringBuilder();
        for (String line : page.prose()) {
            if (line.matches("#+ .*")) {
                // headings of the same text have different anchors
                index.append(entry(line, anchors.next()));
            }
        }
        return index.toString().replace(",\n- ", "\n- ").replaceFirst(",\n$", "\n");
    }

    private static String entry(String heading, String anchor) {
        String link = "[" + heading.replaceFirst("#+ ", "") + "](#" + anchor + ")";
        if (heading.startsWith("### ")) {
            return "  " + link + ",\n";
        }
        return heading.startsWith("## ") ? "- **" + link + "**:\n" : "";
    }
}
