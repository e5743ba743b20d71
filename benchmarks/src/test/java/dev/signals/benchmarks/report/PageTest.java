package dev.signals.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final int JDK = Runtime.version().feature();

    private final Page page = new Page(Path.of("performance.md"), "a command", List.of());

    @Test
    void aSectionReplacesTheOneOfTheSameJdkOnly() {
        String others = page.merge("", "old\n")
                .concat("<!-- JDK 9 -->\nnine\n<!-- end of JDK 9 -->\n")
                .concat("<!-- JDK 99 -->\nninety-nine\n<!-- end of JDK 99 -->\n");

        String merged = page.merge(others, "new\n");

        assertThat(merged)
                .startsWith("# Performance")
                .endsWith("<!-- JDK 9 -->\nnine\n<!-- end of JDK 9 -->\n\n"
                        + "<!-- JDK " + JDK + " -->\nnew\n<!-- end of JDK " + JDK + " -->\n\n"
                        + "<!-- JDK 99 -->\nninety-nine\n<!-- end of JDK 99 -->\n")
                .doesNotContain("old\n");
        assertThat(page.merge(merged, "new\n")).isEqualTo(merged);
    }
}
