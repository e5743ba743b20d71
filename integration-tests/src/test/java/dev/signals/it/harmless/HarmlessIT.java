package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second invariant, for mappings that nobody has thought of: receivers that only read, of every signal in every phase,
 * change nothing. Domains are composed of {@link Features} at random, and the same work is done with receivers and with the
 * library switched off.
 *
 * <p>A failure names the seed, and prints the mapping and the work as far as it takes them to fail. {@code
 * -Dsignals.test.seed=} runs some seeds, {@code -Dsignals.test.domains=} another number of them, beginning with {@code
 * -Dsignals.test.first=}.
 */
@OnEveryDatabase
class HarmlessIT {

    private static final Logger LOG = LoggerFactory.getLogger(HarmlessIT.class);

    private final Database database;

    HarmlessIT(Database database) {
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
    void receiversThatOnlyReadChangeNothing() {
        Search search = new Search(new Trial(database));

        search.run(Seeds.of(database));

        LOG.info("{}: {}", database, search.summary());
        assertThat(search.isClean()).as(search::report).isTrue();
        assertThat(search.isWorthIt()).as(search::report).isTrue();
    }
}
