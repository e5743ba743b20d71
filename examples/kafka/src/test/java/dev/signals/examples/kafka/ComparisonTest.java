package dev.signals.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Replica replica = new Replica();

    private void apply(String id, String what, String payload) {
        replica.apply(new Event(what + id, "Tag", id, "Tag" + what, null, null, payload));
    }

    private Comparison comparison(Map<Long, JsonNode> rows) {
        return new Comparison(Map.of("Tag", rows), replica);
    }

    private static String printed(Comparison comparison) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        comparison.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatCameAgreesWithTheRows() {
        apply("1", "Created", "\"old\"");
        apply("2", "Created", "\"old\"");
        apply("1", "Updated", "\"new\"");
        apply("2", "Deleted", "\"old\"");

        Comparison comparison = comparison(Map.of(1L, new TextNode("new")));

        assertThat(comparison.agrees()).isTrue();
        assertThat(printed(comparison)).containsPattern("Tag +2 +1 +1 +1 +1").doesNotContain("the row is");
    }

    @Test
    void whatIsMissingOrDifferentOrTooMuchIsPrinted() {
        apply("1", "Created", "\"old\"");
        apply("3", "Created", "\"old\"");

        Comparison comparison = comparison(Map.of(1L, new TextNode("new"), 2L, new TextNode("new")));

        assertThat(comparison.agrees()).isFalse();
        assertThat(printed(comparison))
                .contains(
                        "Tag 1: the row is \"new\", on Kafka it is \"old\"",
                        "Tag 2: the row is \"new\", on Kafka it is null",
                        "Tag 3: the row is null, on Kafka it is \"old\"");
    }
}
