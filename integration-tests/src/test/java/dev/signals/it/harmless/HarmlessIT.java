package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HarmlessIT {

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
        Search search = new Search(new Trial(Database.H2));
        Long only = Long.getLong("signals.test.seed");
        long first = only != null ? only : Long.getLong("signals.test.first", 1);
        search.run(first, only != null ? 1 : Integer.getInteger("signals.test.domains", 300));
        System.out.println(search.report());
        assertThat(search.isClean()).as(search::report).isTrue();
    }
}
