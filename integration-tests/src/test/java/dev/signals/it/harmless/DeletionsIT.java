package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On the domains of {@link HarmlessIT}: deletions by query leave the rows that removals one by one leave. */
@OnEveryDatabase
class DeletionsIT {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionsIT.class);

    private final Database database;

    DeletionsIT(Database database) {
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
    void whatADeletionByQueryLeavesIsWhatRemovalsLeave() {
        Search search = new Search(new DeletionTrial(database));

        search.run(Seeds.ofSixth(database));

        LOG.info("{}: {}", database, search.summary());
        assertThat(search.isClean()).as(search::report).isTrue();
        assertThat(search.isWorthIt()).as(search::report).isTrue();
    }
}
