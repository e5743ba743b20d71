package dev.signals.outbox;

/**
 * The names of the settings. They are read from the properties of the session factory, as {@link
 * dev.signals.hibernate.SignalSettings} are. Times are written as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h} or {@code
 * 7d}.
 */
public final class OutboxSettings {

    /**
     * Has Hibernate's schema tool know the tables: {@code true} or {@code false}. Default {@code false}. With {@code true} they
     * are created, updated, validated, dropped and exported with those of your entities, as {@code hibernate.hbm2ddl.auto}
     * says. Without it you make them yourself: the jar has the statements in {@code dev/signals/outbox}.
     */
    public static final String TABLES = "signals.outbox.tables";

    /**
     * What the outbox has: {@code jobs}, which are the calls of durable receivers, {@code events}, which are for other services
     * ({@link Outbox#map}), or {@code jobs,events}. Default {@code jobs}. It says which tables {@link #TABLES} is about; with
     * {@code events} alone, durable receivers are refused.
     */
    public static final String CONTENT = "signals.outbox";

    /**
     * Whether the row of an event for other services is deleted by the transaction that writes it: {@code true} or {@code
     * false}. Default {@code true}, because Debezium reads the log of the database and not the table. With {@code false} the
     * rows stay, for whatever else reads them, and it is for you to delete them.
     */
    public static final String REMOVE_EVENTS = "signals.outbox.events.remove";

    /** How many calls of one receiver a node makes at the same time. Default 2. */
    public static final String THREADS = "signals.outbox.threads";

    /**
     * How often a node looks for calls that other nodes have written or left. Default {@code 5s}. Calls that the node itself
     * has written begin at once.
     */
    public static final String POLL = "signals.outbox.poll";

    /** How often a call is tried before it is given up. Default 10. */
    public static final String ATTEMPTS = "signals.outbox.attempts";

    /**
     * How long a call waits after its first failure. Default {@code 1s}. Each further wait is twice as long, up to {@code 10m}.
     */
    public static final String BACKOFF = "signals.outbox.backoff";

    /**
     * How often a node says that it still works at a call. Default {@code 15s}. After four missed times another node makes the
     * call again.
     */
    public static final String HEARTBEAT = "signals.outbox.heartbeat";

    /** How long the keys of {@link dev.signals.outbox.call.DurableCall#once} are kept. Default {@code 7d}. */
    public static final String REMEMBERED = "signals.outbox.remembered";

    /** How long {@link Outbox#stop} waits for calls that are being made. Default {@code 30s}. */
    public static final String SHUTDOWN = "signals.outbox.shutdown";

    private OutboxSettings() {}
}
