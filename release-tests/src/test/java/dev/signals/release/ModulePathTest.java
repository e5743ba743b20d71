package dev.signals.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModulePathTest {

    /** Else the name comes from the file, and changes with it. */
    @ParameterizedTest
    @MethodSource("dev.signals.release.Published#jars")
    void aJarGivesItsModuleAName(Published artifact) {
        ModuleDescriptor module = module(artifact);

        assertThat(module.name()).startsWith("dev.signals");
        assertThat(module.name()).isNotEqualTo(artifact.artifact().replace('-', '.'));
    }

    /** The JDK refuses packages that two modules have. */
    @Test
    void allJarsFitTogetherOnTheModulePath() {
        Path[] jars = Published.jars().stream().map(Published::jar).toArray(Path[]::new);
        Set<String> names = Published.jars().stream()
                .map(artifact -> module(artifact).name())
                .collect(Collectors.toCollection(TreeSet::new));

        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(jars), ModuleFinder.of(), names);

        assertThat(names).hasSameSizeAs(jars);
        assertThat(resolved.modules()).hasSameSizeAs(jars);
    }

    private static ModuleDescriptor module(Published artifact) {
        return ModuleFinder.of(artifact.jar()).findAll().stream()
                .map(ModuleReference::descriptor)
                .findFirst()
                .orElseThrow();
    }
}
