package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aTerminalSeesOneLineThatRenewsItself() {
        Progress progress = progress(true);
        progress.begin("Work", 2);

        progress.step("the first");
        progress.step("last");

        assertThat(text())
                .isEqualTo("\rWork: 1 of 2, the first" + "\rWork: 2 of 2, last     " + System.lineSeparator());
    }

    @Test
    void aFileGetsFiveLinesForAnyNumberOfSteps() {
        Progress progress = progress(false);
        progress.begin("Work", 233);

        for (int i = 1; i <= 233; i++) {
            progress.step("step " + i);
        }

        assertThat(text().lines()).hasSize(5).last().isEqualTo("Work: 233 of 233, step 233");
        assertThat(text()).doesNotContain("\r" + "Work");
    }

    @Test
    void aFileGetsALineForEachOfAFewSteps() {
        Progress progress = progress(false);
        progress.begin("Work", 2);

        progress.step("the first");
        progress.step("last");

        assertThat(text().lines()).containsExactly("Work: 1 of 2, the first", "Work: 2 of 2, last");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
