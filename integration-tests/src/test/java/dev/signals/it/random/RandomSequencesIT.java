package dev.signals.it.random;

import static dev.signals.it.random.Habit.ADD_CHAPTER;
import static dev.signals.it.random.Habit.COUNT_REMOVED;
import static dev.signals.it.random.Habit.LOG_CREATED;
import static dev.signals.it.random.Habit.LOG_DELETED;
import static dev.signals.it.random.Habit.SET_SLUG;
import static dev.signals.it.random.Habit.VETO;
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
 * Random sequences of what can be done with a session, with receivers that act: the rows are those of plain
 * Hibernate where the program does by hand what the receivers do, and what is announced agrees with the rows.
 * A failure names the seed, and what of its sequence it takes to fail.
 *
 * <p>{@code -Dsignals.test.seed=} runs one seed, {@code -Dsignals.test.sequences=} another number of them.
 */
@OnEveryDatabase
class RandomSequencesIT {

    private final Database database;
    private final Trial trial;

    RandomSequencesIT(Database database) {
        this.database = database;
        this.trial = new Trial(database);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void receiversDoWhatAProgramWouldDoByHand() {
        Seeds.of(database).forEach(this::check);
    }

    /** What the other test is worth: a receiver that is not connected is as one whose events are lost. */
    @Test
    void aReceiverThatIsNotCalledIsNoticed() {
        for (Habit habit : List.of(SET_SLUG, ADD_CHAPTER, LOG_CREATED, LOG_DELETED, COUNT_REMOVED, VETO)) {
            assertThat(LongStream.rangeClosed(1, 200).mapToObj(Generator::sequence))
                    .as("without %s", habit)
                    .filteredOn(sequence -> sequence.habits().contains(habit))
                    .anySatisfy(sequence -> assertThat(trial.differences(
                                    sequence, sequence.without(habit).habits()))
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
            List<String> differences = trial.differences(shrunk);
            assertThat(differences)
                    .as("run it with -Dsignals.test.seed=%d%n%s", seed, shrunk)
                    .isEmpty();
        }
    }
}
