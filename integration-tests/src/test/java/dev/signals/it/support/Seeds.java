package dev.signals.it.support;

import dev.signals.it.database.Database;
import java.util.stream.LongStream;

/** The seeds that a build tries. */
public final class Seeds {

    private Seeds() {}

    /** Fewer on PostgreSQL, where statements take longer. */
    public static LongStream of(Database database) {
        Long only = Long.getLong("signals.test.seed");
        int sequences = Integer.getInteger("signals.test.sequences", 500);
        return only != null
                ? LongStream.of(only)
                : LongStream.rangeClosed(1, database == Database.H2 ? sequences : sequences / 5);
    }
}
