package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On the domains of {@link HarmlessIT}: a copy of the rows that is kept by what is announced alone equals them after each commit. */
@OnEveryDatabase
class MirrorIT {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorIT.class);

    private final Database database;

    MirrorIT(Database database) {
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
    void aCopyKeptByEventsEqualsTheDatabase() {
        Search search = new Search(new MirrorTrial(database));

        search.run(Seeds.ofThird(database));

        LOG.info("{}: {}", database, search.summary());
        assertThat(search.isClean()).as(search::report).isTrue();
        assertThat(search.isWorthIt()).as(search::report).isTrue();
    }
}
