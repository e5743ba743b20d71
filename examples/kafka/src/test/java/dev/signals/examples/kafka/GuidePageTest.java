package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide shows the files that the tests use. */
class GuidePageTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "guide");

    @ParameterizedTest
    @CsvSource({
        "debezium.md, " + ConnectorFile.OUTBOX,
        "cloudevents.md, " + ConnectorFile.CLOUD_EVENTS,
        "cloudevents.md, " + ConnectorFile.STRUCTURED_CLOUD_EVENTS
    })
    void thePageHasTheConfigurationThatIsTested(String page, String resource) throws IOException {
        assertThat(Files.readString(GUIDE.resolve(page))).contains("```json\n" + text(resource) + "```\n");
    }

    private static String text(String resource) throws IOException {
        try (var file = Objects.requireNonNull(GuidePageTest.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
