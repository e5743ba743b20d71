package dev.signals.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signals.release.Pom.Dependency;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BillOfMaterialsTest {

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void theBillNamesTheArtifactAndWhatItBrings(Published artifact) throws Exception {
        JsonNode bill = bill(artifact);

        assertThat(bill.path("metadata").path("component").path("purl").asText())
                .isEqualTo("pkg:maven/dev.signals/" + artifact.artifact() + "@" + Published.VERSION + "?type=jar");
        assertThat(components(bill))
                .containsAll(Pom.of(artifact).dependencies().stream()
                        .filter(Dependency::shipped)
                        .map(each -> each.artifact() + " " + each.version())
                        .toList());
    }

    @Test
    void theCoreBringsNothing() throws Exception {
        assertThat(components(bill(new Published("signals-core")))).isEmpty();
    }

    @Test
    void signalsForHibernateBringTheCoreAlone() throws Exception {
        assertThat(components(bill(new Published("signals-hibernate"))))
                .containsExactly("signals-core " + Published.VERSION);
    }

    private static JsonNode bill(Published artifact) throws Exception {
        return new ObjectMapper().readTree(artifact.file("-cyclonedx.json").toFile());
    }

    private static List<String> components(JsonNode bill) {
        List<String> components = new ArrayList<>();
        bill.path("components")
                .forEach(each -> components.add(
                        each.path("name").asText() + " " + each.path("version").asText()));
        return components;
    }
}
