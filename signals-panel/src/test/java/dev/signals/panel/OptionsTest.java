package dev.signals.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The messages of the panel, which docs/errors.md lists. */
class OptionsTest {

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelOptions.defaults().port(70_000))
                .satisfies(refused -> assertListed("panel-no-port", refused.getMessage()));
    }

    @Test
    void tooFewEntriesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelOptions.defaults().keeping(10))
                .satisfies(refused -> assertListed("panel-too-few-entries", refused.getMessage()));
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingIsRecorded() {
        try (Library library = Library.open();
                SignalPanel first = SignalPanel.serve(
                        library.factory, PanelOptions.defaults().port(0))) {
            int taken = first.address().orElseThrow().getPort();

            assertThatIllegalStateException()
                    .isThrownBy(() -> SignalPanel.serve(
                            library.factory, PanelOptions.defaults().port(taken)))
                    .satisfies(refused -> assertListed(
                            "panel-port-taken", refused.getMessage().replace(String.valueOf(taken), "9000")));
        }
    }

    private static void assertListed(String heading, String message) {
        try {
            String page = Files.readString(Path.of("..", "docs", "errors.md"));
            assertThat(page).contains("### " + heading + "\n");
            String section = page.substring(page.indexOf("### " + heading + "\n"));
            assertThat(section.substring(section.indexOf("```text\n") + 8)
                            .lines()
                            .findFirst())
                    .hasValue(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
