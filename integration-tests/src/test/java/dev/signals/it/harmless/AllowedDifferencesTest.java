package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.harmless.AllowedDifferences.LoadsBefore;
import dev.signals.it.harmless.Tape.Track;
import org.junit.jupiter.api.Test;

/** The list of allowed differences allows no more than it says. */
class AllowedDifferencesTest {

    private static final String ORPHAN = "executeQuery select g1_0.id from Gamma g1_0 where g1_0.id=? [1]";
    private static final String IDENTITY = "executeUpdate insert into Gamma (number,id) values (?,default) [7]";
    private static final String ONE = "executeUpdate update Gamma set number=? where id=? [1, 1]";
    private static final String OTHER = "executeUpdate update Gamma set number=? where id=? [2, 2]";
    private static final String DELETE = "executeUpdate delete from Gamma where id=? [1]";

    @Test
    void whatLoadsAnOrphanMayComeBeforeAnInsertThatGeneratesTheIdentifier() {
        assertThat(differ(LoadsBefore.ANY_STEP, sql(IDENTITY, ORPHAN, DELETE), sql(ORPHAN, IDENTITY, DELETE)))
                .isFalse();
        assertThat(differ(LoadsBefore.REMOVE, sql(IDENTITY, ORPHAN, DELETE), sql(ORPHAN, IDENTITY, DELETE)))
                .isTrue();
        assertThat(differ(LoadsBefore.ANY_STEP, sql(IDENTITY, DELETE, ORPHAN), sql(ORPHAN, IDENTITY, DELETE)))
                .isTrue();
    }

    @Test
    void anOrphanMayBeLoadedBeforeABatchThatIsWrittenFirst() {
        String add = "addBatch insert into Gamma (number) values (?) [1]";
        String write = "executeBatch insert into Gamma (number) values (?)";
        assertThat(differ(
                        LoadsBefore.ANY_STEP,
                        sql(add, write, IDENTITY, ORPHAN, DELETE),
                        sql(ORPHAN, add, write, IDENTITY, DELETE)))
                .isFalse();
        assertThat(differ(LoadsBefore.REMOVE, sql(add, write, ORPHAN, DELETE), sql(ORPHAN, add, write, DELETE)))
                .isTrue();
    }

    @Test
    void updatesMayComeInAnotherOrderIfOrphansAreLoadedBefore() {
        assertThat(differ(LoadsBefore.ANY_STEP, sql(ONE, OTHER, DELETE), sql(OTHER, ONE, DELETE)))
                .isFalse();
        assertThat(differ(LoadsBefore.REMOVE, sql(ONE, OTHER, DELETE), sql(OTHER, ONE, DELETE)))
                .isTrue();
        assertThat(differ(LoadsBefore.ANY_STEP, sql(ONE, DELETE, OTHER), sql(OTHER, DELETE, ONE)))
                .isTrue();
    }

    @Test
    void aFailureOfTheLibraryIsADifferenceUnlessHibernateFailsInTheSameStep() {
        Tape plain = sql(ONE);
        Tape heard = sql(ONE);
        heard.write(Track.LOG, "signals failed");
        assertThat(differ(LoadsBefore.NO_STEP, plain, heard)).isTrue();

        for (Tape each : new Tape[] {plain, heard}) {
            each.write(Track.ERROR, "failed");
        }
        assertThat(differ(LoadsBefore.NO_STEP, plain, heard)).isFalse();

        for (Tape each : new Tape[] {plain, heard}) {
            each.write(Track.STEP, "1 begin");
        }
        heard.write(Track.LOG, "signals failed");
        assertThat(differ(LoadsBefore.NO_STEP, plain, heard)).isTrue();
    }

    private static Tape sql(String... statements) {
        Tape tape = new Tape();
        tape.write(Track.STEP, "0 FLUSH Gamma#1 1");
        for (String statement : statements) {
            tape.write(Track.SQL, statement);
        }
        return tape;
    }

    private static boolean differ(LoadsBefore loadsBefore, Tape plain, Tape heard) {
        return Difference.between(plain, heard, loadsBefore) != null;
    }
}
