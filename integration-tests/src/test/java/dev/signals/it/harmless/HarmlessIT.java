package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import java.util.Arrays;
import java.util.stream.LongStream;
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
        String some = System.getProperty("signals.test.seed", "");
        long first = Long.getLong("signals.test.first", 1);
        search.run(
                some.isEmpty()
                        ? LongStream.range(first, first + Integer.getInteger("signals.test.domains", 300)).boxed().toList()
                        : Arrays.stream(some.split(",")).map(Long::valueOf).toList());
        System.out.println(search.report());
        assertThat(search.isClean()).as(search::report).isTrue();
    }
}
