package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On the domains of {@link HarmlessIT}: what receivers do to the entities of the work ends as if it had been done by hand. */
@OnEveryDatabase
class DeedsIT {

    private static final Logger LOG = LoggerFactory.getLogger(DeedsIT.class);

    private static final int FOR_FAULTS = 40;

    private final Database database;

    DeedsIT(Database database) {
        this.database = database;
    }

    @BeforeAll
    static void beQuiet() {
        Quiet.begin();
    }

    @AfterAll
    static void speakAgain() {
        Quiet.end();
    }

    @Test
    void whatReceiversDoEndsLikeTheSameByHand() {
        Search search = new Search(new DeedTrial(database));

        search.run(Seeds.ofThird(database));

        LOG.info("{}: {}", database, search.summary());
        assertThat(search.isClean()).as(search::report).isTrue();
        assertThat(search.isWorthIt()).as(search::report).isTrue();
    }

    @Test
    void receiversThatGoWrongAreFound() {
        List<Script> scripts =
                LongStream.rangeClosed(1, FOR_FAULTS).mapToObj(Script::of).toList();
        Map<String, byte[]> compiled =
                Compiler.compile(scripts.stream().map(Script::domain).toList());

        for (DeedTrial.Fault fault :
                List.of(DeedTrial.Fault.ACTS_TWICE, DeedTrial.Fault.ACTS_TOO_LATE, DeedTrial.Fault.DOES_NOT_ACT)) {
            DeedTrial trial = new DeedTrial(Database.H2, fault);
            assertThat(scripts).as(fault.toString()).anyMatch(script -> finds(trial, script, compiled));
        }
    }

    private static boolean finds(Oracle trial, Script script, Map<String, byte[]> compiled) {
        try {
            return trial.difference(script, compiled) != null;
        } catch (Oracle.Refused e) {
            return false;
        }
    }
}
