package dev.signals.it.harmless;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A domain, the signals that are listened to, and the work. */
record Script(Domain domain, Set<ReadingReceivers.Ear> ears, List<Work> works) {

    static Script of(long seed) {
        Domain domain = DomainGenerator.domain(seed);
        Dice dice = new Dice(seed + 1_000_000_007L);
        Set<ReadingReceivers.Ear> ears = ReadingReceivers.Ear.choose(dice);
        return new Script(domain, ears, WorkGenerator.works(dice, domain));
    }

    Script with(Domain other) {
        return new Script(other, ears, works);
    }

    Script with(List<Work> others) {
        return new Script(domain, ears, others);
    }

    Script with(Set<ReadingReceivers.Ear> others) {
        return new Script(domain, others, works);
    }

    @Override
    public String toString() {
        return "settings " + domain.settings() + ", receivers of " + ears + "\n" + new DomainSource(domain).mappings()
                + works.stream().map(Work::toString).collect(Collectors.joining());
    }
}
