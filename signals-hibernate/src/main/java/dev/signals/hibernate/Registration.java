package dev.signals.hibernate;

import dev.signals.Connection;
import java.util.List;

/** The {@linkplain Receiver receiver methods} of one object, connected by {@link FactorySignals#register(Object)}. */
public interface Registration extends AutoCloseable {

    /** Returns the connections, one for each method and signal. */
    List<Connection> connections();

    /** Returns whether any of the methods is still connected. */
    boolean isConnected();

    /** Disconnects all of the methods. What another object had connected before with the same uid stays. */
    @Override
    void close();
}
