package dev.signals.outbox.internal.job;

import java.time.Instant;
import java.util.UUID;

/**
 * The keys of calls: UUIDs of version 7, which begin with the time. So the least key is that of the oldest call, and new rows
 * come next to each other in the index.
 */
final class CallKeys {

    private static final int VERSION = 0x7000;
    private static final int RANDOM_BESIDE_VERSION = 0x0FFF;
    private static final int BITS_BEHIND_TIME = 16;

    private CallKeys() {}

    /** Returns a new key. */
    static String next() {
        UUID random = UUID.randomUUID();
        long time = System.currentTimeMillis() << BITS_BEHIND_TIME;
        long rest = VERSION | (random.getMostSignificantBits() & RANDOM_BESIDE_VERSION);
        return new UUID(time | rest, random.getLeastSignificantBits()).toString();
    }

    /** Returns when a key was made, by the clock of its process. */
    static Instant time(String key) {
        return Instant.ofEpochMilli(UUID.fromString(key).getMostSignificantBits() >>> BITS_BEHIND_TIME);
    }
}
