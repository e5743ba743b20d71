package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    private static final int DOMAINS = 300;

    @Test
    void everyFeatureIsUsedByTheDomainsOfTheNormalBuild() {
        Set<String> used = LongStream.rangeClosed(1, DOMAINS)
                .mapToObj(DomainGenerator::domain)
                .flatMap(Features::of)
                .collect(Collectors.toSet());

        assertThat(Features.all())
                .extracting(feature -> feature.getClass().getSimpleName() + "." + feature.name())
                .allSatisfy(name -> assertThat(used).contains(name));
    }

    @Test
    void everyFeatureNamesItsChapter() {
        assertThat(Features.all())
                .allSatisfy(feature -> assertThat(feature.chapter()).isNotBlank());
    }

    @Test
    void aSeedAlwaysMakesTheSame() {
        assertThat(Script.of(7)).hasToString(Script.of(7).toString());
    }
}
