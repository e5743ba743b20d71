package dev.signals.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.release.Pom.Dependency;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedPomTest {

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#all")
    void aPomStandsByItself(Published artifact) throws Exception {
        assertThat(Files.readString(artifact.pom()))
                .doesNotContain("<parent>", "<build>", "<profiles>", "<repositories>", "-SNAPSHOT", "${spring")
                .doesNotContainPattern("\\$\\{(?!project\\.version})");
    }

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#all")
    void aPomHasWhatThePublicRepositoryAsksForAndTheProjectCanFillIn(Published artifact) throws Exception {
        Pom pom = Pom.of(artifact);

        assertThat(pom.text("groupId")).isEqualTo("dev.signals");
        assertThat(pom.text("artifactId")).isEqualTo(artifact.artifact());
        assertThat(pom.text("version")).isEqualTo(Published.VERSION);
        assertThat(pom.text("name")).startsWith("Signals: ");
        assertThat(pom.text("description")).isNotEmpty();
        assertThat(pom.text("licenses", "license", "name")).isEqualTo("Apache-2.0");
    }

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void aDependencyHasAVersionAndIsNotForTests(Published artifact) throws Exception {
        Pom pom = Pom.of(artifact);

        assertThat(pom.managed()).isEmpty();
        assertThat(pom.dependencies())
                .isNotEmpty()
                .allMatch(dependency -> dependency.version().matches("\\d.*"))
                .extracting(Dependency::scope)
                .doesNotContain("test", "system");
    }

    @Test
    void theBomHasEveryOtherArtifactAndNothingElse() throws Exception {
        List<Dependency> managed = Pom.of(new Published("signals-bom")).managed();

        assertThat(managed)
                .as("add what is missing to signals-bom/pom.xml")
                .extracting(Dependency::artifact)
                .containsExactlyInAnyOrderElementsOf(
                        Published.jars().stream().map(Published::artifact).toList());
        assertThat(managed).extracting(Dependency::group).containsOnly("dev.signals");
        assertThat(managed).extracting(Dependency::version).containsOnly("${project.version}");
    }
}
