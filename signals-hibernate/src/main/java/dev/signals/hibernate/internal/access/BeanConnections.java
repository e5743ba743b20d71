package dev.signals.hibernate.internal.access;

import dev.signals.Scope;
import java.util.ArrayList;
import java.util.List;

/** The connections of a session factory to the beans of its container, which may end before the factory is closed. */
public final class BeanConnections implements Scope {

    private final List<Scope> connected = new ArrayList<>();

    /** Returns those of a session factory. */
    public static BeanConnections of(FactoryAccess factory) {
        return factory.extension(BeanConnections.class, BeanConnections::new);
    }

    private BeanConnections() {}

    /**
     * Adds a connection.
     *
     * @param connection disconnects
     */
    public synchronized void add(Scope connection) {
        connected.add(connection);
    }

    @Override
    public synchronized void close() {
        connected.forEach(Scope::close);
        connected.clear();
    }
}
