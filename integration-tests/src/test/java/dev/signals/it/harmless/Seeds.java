package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Which domains are made. */
final class Seeds {

    private static final int SHARE_OF_POSTGRESQL = 20;

    /** More than this are asked for by hand. */
    private static final int LONG = 300;

    private Seeds() {}

    /** A sixth of them in the normal build, for a search that compares little. */
    static List<Long> ofSixth(Database database) {
        return some(database, 6);
    }

    /** A third of them in the normal build. */
    static List<Long> ofThird(Database database) {
        return some(database, 3);
    }

    private static List<Long> some(Database database, int share) {
        List<Long> all = of(database);
        return all.size() > LONG ? all : all.subList(0, (all.size() + share - 1) / share);
    }

    static List<Long> of(Database database) {
        String some = System.getProperty("signals.test.seed", "");
        if (!some.isEmpty()) {
            return Arrays.stream(some.split(",")).map(Long::valueOf).toList();
        }
        int domains = Integer.getInteger("signals.test.domains", 300);
        long first = Long.getLong("signals.test.first", 1);
        int count = database == Database.H2 ? domains : Math.max(1, domains / SHARE_OF_POSTGRESQL);
        return LongStream.range(first, first + count).boxed().toList();
    }
}
