package dev.signals.examples.history.library;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A clock that is set by hand, to tell the story of a year. */
final class CalendarClock implements InstantSource {

    private Instant now = Instant.EPOCH;

    void set(String time) {
        now = at(time);
    }

    /** Returns a time in UTC, given as {@code 2024-01-08T10:15}. */
    static Instant at(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
