package dev.signals.spring.boot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the library. They are given to each persistence unit, unless it has a setting of its own, for instance by
 * {@code spring.jpa.properties.signals.strict}.
 *
 * @param enabled Whether signals are sent
 * @param strict Whether an operation fails whose receivers would be called inside a flush or a cascade
 * @param rounds How many rounds of signals one operation may have before it counts as a loop
 * @param timeline Whether timelines see all sessions and the text of statements
 * @param slow The time from which on a call of a receiver is slow, and is logged with its statements
 * @param receivers Classes with receiver methods that are no beans
 * @param bulk What is done about bulk statements
 * @param context The context of events
 * @param outbox Durable receivers and events for other services, if signals-outbox is on the class path
 */
@ConfigurationProperties("signals")
public record SignalsProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Boolean strict,
        @Nullable Integer rounds,
        @Nullable Boolean timeline,
        @Nullable Duration slow,
        @Nullable List<Class<?>> receivers,
        @DefaultValue Bulk bulk,
        @DefaultValue Context context,
        @DefaultValue Outbox outbox) {

    /** What is done about a bulk statement that changes rows whose receivers it does not call. */
    public enum BulkPolicy {
        /** Nothing. */
        IGNORE,
        /** The receivers are logged. */
        WARN,
        /** The statement is not executed. */
        FAIL
    }

    /**
     * Bulk statements.
     *
     * @param enabled Whether bulk statements are watched and send signals
     * @param policy What is done about a bulk statement that changes rows whose receivers it does not call
     * @param policies The same for single entities and their subclasses, by the name of the entity
     */
    public record Bulk(
            @Nullable Boolean enabled,
            @Nullable BulkPolicy policy,
            @DefaultValue Map<String, BulkPolicy> policies) {}

    /**
     * The context of events.
     *
     * @param user Whether events have the name of the user as "user", if Spring Security is on the class path
     */
    public record Context(@DefaultValue("true") boolean user) {}

    /**
     * The outbox.
     *
     * @param content What it has: jobs, which are the calls of durable receivers, events, which are for other services, or both
     * @param tables Whether Hibernate's schema tool knows its tables
     * @param start Whether this process makes the calls of durable receivers
     * @param threads How many calls of one receiver the process makes at the same time
     * @param poll How often it looks for calls that other processes have written or left
     * @param attempts How often a call is tried before it is given up
     * @param backoff How long a call waits after its first failure
     * @param heartbeat How often the process says that it still works at a call
     * @param remembered How long the keys of work that is done once are kept
     * @param shutdown How long the end of the application waits for calls that are being made
     * @param events Events for other services
     */
    public record Outbox(
            @Nullable List<Content> content,
            @DefaultValue("true") boolean tables,
            @DefaultValue("true") boolean start,
            @Nullable Integer threads,
            @Nullable Duration poll,
            @Nullable Integer attempts,
            @Nullable Duration backoff,
            @Nullable Duration heartbeat,
            @Nullable Duration remembered,
            @Nullable Duration shutdown,
            @DefaultValue Events events) {}

    /** What an outbox has. */
    public enum Content {
        /** The calls of durable receivers. */
        JOBS,
        /** Events for other services. */
        EVENTS
    }

    /**
     * Events for other services.
     *
     * @param remove Whether the transaction that writes an event deletes its row
     */
    public record Events(@Nullable Boolean remove) {}
}
