package dev.signals.hibernate;

import dev.signals.Connection;
import java.util.ArrayList;
import java.util.List;

/** The {@linkplain Receiver receiver methods} of one object, connected by {@link ModelSignals#register}. */
public final class Registration implements AutoCloseable {

    private final List<Connection> connections;

    private Registration(List<Connection> connections) {
        this.connections = List.copyOf(connections);
    }

    /**
     * Connects the receiver methods of an object, in the order of their names. {@link ModelSignals#register} does this, and does it
     * once for each object.
     *
     * @throws IllegalArgumentException as {@link ModelSignals#register}
     */
    public static Registration of(ModelSignals signals, Object receivers) {
        List<Connection> connections = new ArrayList<>();
        try {
            for (DeclaredReceiver receiver : DeclaredReceivers.of(receivers)) {
                connections.addAll(receiver.connect(signals));
            }
        } catch (RuntimeException e) {
            connections.forEach(Connection::close);
            throw e;
        }
        return new Registration(connections);
    }

    /** A connection for each method and signal. */
    public List<Connection> connections() {
        return connections;
    }

    /** Whether any of them is still connected. */
    public boolean isConnected() {
        return connections.stream().anyMatch(Connection::isConnected);
    }

    /** Disconnects all of them. */
    @Override
    public void close() {
        connections.forEach(Connection::close);
    }
}
