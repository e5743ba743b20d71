package dev.signals.it.collection.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.Seeds;
import dev.signals.it.support.Shrinker;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random edits of collections: the sum of what is announced is what the rows say. A failure names the seed, and what of its
 * sequence it takes to fail.
 *
 * <p>{@code -Dsignals.test.seed=} runs one seed, {@code -Dsignals.test.sequences=} another number of them.
 */
@OnEveryDatabase
class RandomCollectionsIT {

    private final Database database;
    private final Trial trial;

    RandomCollectionsIT(Database database) {
        this.database = database;
        this.trial = new Trial(database);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void theSumOfWhatIsAnnouncedIsWhatTheRowsSay() {
        Seeds.of(database).forEach(this::check);
    }

    /** What the other test is worth. */
    @Test
    void aLostEventIsNoticed() {
        for (String action :
                List.of("pre_add", "pre_remove", "pre_clear", "post_add", "post_remove", "post_clear", "changed")) {
            assertThat(LongStream.rangeClosed(1, 100).mapToObj(Generator::sequence))
                    .as("without %s", action)
                    .anySatisfy(sequence -> assertThat(trial.differences(sequence, action::equals))
                            .isNotEmpty());
        }
    }

    private void check(long seed) {
        Sequence sequence = Generator.sequence(seed);
        if (!trial.differences(sequence).isEmpty()) {
            Sequence shrunk = Shrinker.shrink(
                    sequence,
                    Sequence::smaller,
                    smaller -> !trial.differences(smaller).isEmpty());
            assertThat(trial.differences(shrunk))
                    .as("run it with -Dsignals.test.seed=%d%n%s", seed, shrunk)
                    .isEmpty();
        }
    }
}
