package dev.signals.it.harmless;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The table of all mapping features that domains are composed of. Each knows the chapter of Hibernate's user guide that it
 * comes from, how often it is chosen, and how it is written.
 */
final class Features {

    private Features() {}

    static List<Feature> all() {
        return Stream.<Feature[]>of(
                        Ids.values(),
                        Inheritances.values(),
                        Traits.values(),
                        Basics.values(),
                        Embeddables.values(),
                        Semantics.values(),
                        Elements.values(),
                        ToOnes.values(),
                        Cascades.values(),
                        Refinements.values(),
                        Facets.values(),
                        Generateds.values(),
                        Xmls.values(),
                        Settings.values())
                .flatMap(Arrays::stream)
                .toList();
    }

    /** What a domain is composed of. */
    static Stream<String> of(Domain domain) {
        return Stream.concat(
                domain.settings().stream().map(setting -> "Settings." + setting),
                domain.entities().stream()
                        .flatMap(entity -> Stream.of(
                                        Stream.of("Ids." + entity.id(), "Inheritances." + entity.inheritance()),
                                        entity.traits().stream().map(trait -> "Traits." + trait),
                                        entity.own().stream().flatMap(Features::of))
                                .flatMap(each -> each)));
    }

    private static Stream<String> of(Attribute attribute) {
        return Stream.of(
                        Arrays.stream(attribute.feature().split(" of ")),
                        named("Cascades.", Cascades.values(), cascades -> cascades.isIn(attribute)),
                        named("Refinements.", Refinements.values(), refinement -> refinement.isIn(attribute)),
                        named("Facets.", Facets.values(), facet -> facet.isIn(attribute)))
                .flatMap(each -> each);
    }

    private static <F extends Feature> Stream<String> named(String table, F[] features, Predicate<F> used) {
        return Arrays.stream(features).filter(used).map(feature -> table + feature.name());
    }
}
