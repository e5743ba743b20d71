package dev.signals.panel;

import org.jspecify.annotations.Nullable;

/**
 * The options of a {@link SignalPanel}. Immutable: each method returns new options.
 *
 * <pre>{@code
 * SignalPanel.serve(factory, PanelOptions.defaults().port(9000).withValues());
 * }</pre>
 */
public final class PanelOptions {

    /** The port at which a panel is served if no other is given and it is free. */
    public static final int PORT = 7878;

    private static final int HIGHEST_PORT = 65_535;
    private static final int DEFAULT_ENTRIES = 20_000;
    private static final int FEWEST_ENTRIES = 100;
    private static final PanelOptions DEFAULTS = new PanelOptions(null, false, DEFAULT_ENTRIES);

    private final @Nullable Integer port;
    private final boolean values;
    private final int entries;

    private PanelOptions(@Nullable Integer port, boolean values, int entries) {
        this.port = port;
        this.values = values;
        this.entries = entries;
    }

    /** Returns the defaults: {@link #PORT} or a free port if it is taken, no values, 20,000 entries. */
    public static PanelOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns options with a port that has to be free.
     *
     * @param port 0 for any free port
     * @throws IllegalArgumentException if it is no port
     */
    public PanelOptions port(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("the signals panel cannot be served at port " + port
                    + "; give a port from 1 to 65535, or 0 for a free one");
        }
        return new PanelOptions(port, values, entries);
    }

    /**
     * Returns options with which the panel shows values: identifiers, messages of exceptions, literals in statements, and
     * reasons. Without them it shows names only: of entities, attributes, receivers and exceptions.
     */
    public PanelOptions withValues() {
        return new PanelOptions(port, true, entries);
    }

    /**
     * Returns options with which the panel keeps about this many entries of its timeline in memory. Of one transaction it
     * keeps the first 1,000 and the last 1,000; the last transactions that failed stay longer than others.
     *
     * @throws IllegalArgumentException if there are fewer than 100
     */
    public PanelOptions keeping(int entries) {
        if (entries < FEWEST_ENTRIES) {
            throw new IllegalArgumentException(
                    "the signals panel cannot keep " + entries + " entries; give at least 100");
        }
        return new PanelOptions(port, values, entries);
    }

    /** Returns the port that was given; null if none was. */
    @Nullable
    Integer port() {
        return port;
    }

    boolean values() {
        return values;
    }

    int entries() {
        return entries;
    }
}
