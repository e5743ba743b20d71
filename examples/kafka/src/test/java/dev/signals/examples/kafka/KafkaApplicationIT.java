package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KafkaApplicationIT {

    @Test
    void kafkaHasWhatTheDatabaseHas() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(KafkaApplication.run(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("Article +233 +223 +10 +223 +223")
                .containsPattern("Author +43 +0 +0 +43 +43")
                .containsPattern("Comment +233 +0 +10 +223 +223");
    }
}
