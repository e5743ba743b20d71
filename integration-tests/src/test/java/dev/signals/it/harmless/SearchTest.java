package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

    /**
     * Finds differences as often as it is told to.
     *
     * @param times how often for each seed
     */
    private record Sometimes(int times, Map<String, int[]> asked) implements Oracle {

        Sometimes(int times) {
            this(times, new HashMap<>());
        }

        @Override
        public @Nullable Difference difference(Script script, Map<String, byte[]> compiled) {
            int[] count = asked.computeIfAbsent(script.toString(), key -> new int[1]);
            return count[0]++ < times
                    ? new Difference(
                            "1 begin", new Tape.Line(Tape.Track.SQL, "a"), new Tape.Line(Tape.Track.SQL, "b"), null)
                    : null;
        }

        @Override
        public @Nullable Difference noise(Script script, Map<String, byte[]> compiled) {
            return null;
        }
    }

    private static Search run(Oracle oracle, List<Long> seeds) {
        Search search = new Search(oracle);
        search.run(seeds);
        return search;
    }

    @Test
    void aDifferenceThatComesAgainFails() {
        Search search = run(new Sometimes(Integer.MAX_VALUE), SEEDS.subList(0, 1));

        assertThat(search.isClean()).isFalse();
        assertThat(search.report()).contains("seed 1 ");
    }

    @Test
    void aDifferenceThatDoesNotComeAgainIsReported() {
        Search search = run(new Sometimes(1), SEEDS.subList(0, 1));

        assertThat(search.isClean()).isTrue();
        assertThat(search.report()).contains("once seed 1 ");
    }

    @Test
    void differencesOfSeveralDomainsFailEvenIfNoneComesAgain() {
        assertThat(run(new Sometimes(1), SEEDS).isClean()).isFalse();
    }
}
