package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On the domains of {@link HarmlessIT}: receivers that write rows of their own, query and flush change nothing else. */
@OnEveryDatabase
class ActingReceiversIT {

    private static final Logger LOG = LoggerFactory.getLogger(ActingReceiversIT.class);

    private final Database database;

    ActingReceiversIT(Database database) {
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
    void receiversThatWriteTheirOwnChangeNothingElse() {
        Search search = new Search(new ActingTrial(database));

        search.run(Seeds.ofSixth(database));

        LOG.info("{}: {}", database, search.summary());
        assertThat(search.isClean()).as(search::report).isTrue();
        assertThat(search.isWorthIt()).as(search::report).isTrue();
    }
}
