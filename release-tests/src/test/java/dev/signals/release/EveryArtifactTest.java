package dev.signals.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryArtifactTest {

    @Test
    void theBomIsAPomAlone() {
        Published bom = new Published("signals-bom");

        assertThat(bom.files()).containsExactly(bom.pom().getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void aJarComesWithSourcesJavadocAndBillOfMaterials(Published artifact) {
        String name = artifact.artifact() + "-" + Published.VERSION;

        assertThat(artifact.files())
                .containsExactly(
                        name + "-cyclonedx.json",
                        name + "-cyclonedx.xml",
                        name + "-javadoc.jar",
                        name + "-sources.jar",
                        name + ".jar",
                        name + ".pom");
    }

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void aJarSaysItsVersion(Published artifact) throws IOException {
        try (JarFile jar = new JarFile(artifact.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .isEqualTo(Published.VERSION);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void aJarAndItsSourcesHaveTheLicence(Published artifact) throws IOException {
        for (String end : List.of(".jar", "-sources.jar")) {
            try (JarFile jar = new JarFile(artifact.file(end).toFile())) {
                assertThat(names(jar)).contains("META-INF/LICENSE", "META-INF/NOTICE");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void aJarHasNoClassesOfOthers(Published artifact) throws IOException {
        try (JarFile jar = new JarFile(artifact.jar().toFile())) {
            assertThat(names(jar))
                    .filteredOn(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/signals/"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void theJavadocHasPagesAndNothingInternal(Published artifact) throws IOException {
        try (JarFile jar = new JarFile(artifact.file("-javadoc.jar").toFile())) {
            assertThat(names(jar))
                    .contains("index.html")
                    .anyMatch(name -> name.endsWith("/package-summary.html"))
                    .noneMatch(name -> name.contains("/internal/"));
        }
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(ZipEntry::getName).toList();
    }
}
