package dev.signals.it.harmless;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes on by a second each time that it is asked, so that a value generated once too often shows. */
final class CountingClock extends Clock {

    static final CountingClock INSTANCE = new CountingClock();

    private static final long START = 1_100_000_000L;

    private CountingClock() {}

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(START + Tape.current().nextCount());
    }
}
