package dev.signals.it.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.support.Shrinker;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    @Test
    void aSeedAlwaysMakesTheSameSequence() {
        assertThat(Generator.sequence(7)).isEqualTo(Generator.sequence(7)).isNotEqualTo(Generator.sequence(8));
    }

    @Test
    void whatASequenceFailsWithoutIsLeftOut() {
        Sequence sequence = Generator.sequence(3);
        Step culprit = sequence.works().get(0).steps().get(0);

        Sequence shrunk = Shrinker.shrink(
                sequence,
                Sequence::smaller,
                smaller ->
                        smaller.works().stream().anyMatch(work -> work.steps().contains(culprit)));

        assertThat(sequence.works()).hasSizeGreaterThan(1);
        assertThat(shrunk.habits()).isEmpty();
        assertThat(shrunk.works()).hasSize(1);
        assertThat(shrunk.works().get(0).steps()).isEqualTo(List.of(culprit));
    }

    @Test
    void aSequenceThatDoesNotFailStaysAsItIs() {
        Sequence sequence = Generator.sequence(3);

        assertThat(Shrinker.shrink(sequence, Sequence::smaller, smaller -> false))
                .isEqualTo(sequence);
    }
}
