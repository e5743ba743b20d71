package dev.signals.outbox.internal.settings;

import dev.signals.hibernate.internal.access.TimeSetting;
import dev.signals.outbox.OutboxSettings;
import java.time.Duration;
import java.util.Map;

/**
 * The {@link OutboxSettings} of one session factory.
 *
 * @param hasTables whether Hibernate's schema tool knows the tables
 * @param removesEvents whether the row of an event for other services is removed by the transaction that writes it
 */
public record Settings(
        Content content,
        boolean hasTables,
        boolean removesEvents,
        int threads,
        Duration poll,
        int attempts,
        Duration backoff,
        Duration heartbeat,
        Duration remembered,
        Duration shutdown) {

    /** What an outbox has. */
    public enum Content {
        JOBS,
        EVENTS,
        JOBS_AND_EVENTS;

        /** Returns whether it has calls of durable receivers. */
        public boolean hasJobs() {
            return this != EVENTS;
        }

        /** Returns whether it has events for other services. */
        public boolean hasEvents() {
            return this != JOBS;
        }
    }

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 30;

    /** How many heartbeats a process may miss before it counts as dead. */
    public static final int MISSED_HEARTBEATS = 4;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if a value is not valid
     */
    public static Settings of(Map<String, Object> settings) {
        return new Settings(
                content(settings),
                truth(settings, OutboxSettings.TABLES, false),
                truth(settings, OutboxSettings.REMOVE_EVENTS, true),
                number(settings, OutboxSettings.THREADS, 2),
                time(settings, OutboxSettings.POLL, "5s"),
                number(settings, OutboxSettings.ATTEMPTS, 10),
                time(settings, OutboxSettings.BACKOFF, "1s"),
                time(settings, OutboxSettings.HEARTBEAT, "15s"),
                time(settings, OutboxSettings.REMEMBERED, "7d"),
                time(settings, OutboxSettings.SHUTDOWN, "30s"));
    }

    /** Returns how long a process may say nothing of a call before it counts as dead. */
    public Duration untilDead() {
        return heartbeat.multipliedBy(MISSED_HEARTBEATS);
    }

    /** Returns how long a call waits after a failure. */
    public Duration backoffAfter(int attempt) {
        Duration wait = backoff.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }

    private static Content content(Map<String, Object> settings) {
        String text = settings.getOrDefault(OutboxSettings.CONTENT, "jobs").toString();
        return switch (text.replace(" ", "")) {
            case "jobs" -> Content.JOBS;
            case "events" -> Content.EVENTS;
            case "jobs,events", "events,jobs" -> Content.JOBS_AND_EVENTS;
            default -> throw fault(OutboxSettings.CONTENT, text, "valid are jobs, events, and jobs,events");
        };
    }

    private static boolean truth(Map<String, Object> settings, String name, boolean byDefault) {
        String text = settings.getOrDefault(name, byDefault).toString();
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw fault(name, text, "valid are true and false");
        };
    }

    private static int number(Map<String, Object> settings, String name, int byDefault) {
        String text = settings.getOrDefault(name, byDefault).toString();
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw fault(name, text, "valid are whole numbers from 1 on");
        }
        return Integer.parseInt(text);
    }

    private static Duration time(Map<String, Object> settings, String name, String byDefault) {
        return TimeSetting.of(name, settings.getOrDefault(name, byDefault));
    }

    private static IllegalArgumentException fault(String name, String text, String valid) {
        return new IllegalArgumentException("setting " + name + " is \"" + text + "\"; " + valid);
    }
}
