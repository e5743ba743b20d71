package dev.signals.hibernate.internal.receiver;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connected receiver methods of one object or class. */
public final class ConnectedMethods implements Registration {

    private final List<Connection> connections;

    private ConnectedMethods(List<Connection> connections) {
        this.connections = List.copyOf(connections);
    }

    /** Connects the receiver methods of a class, see {@link FactorySignals#register(Class, Supplier)}. */
    public static Registration of(FactorySignals signals, Class<?> receivers, Supplier<?> instance) {
        List<Connection> connections = new ArrayList<>();
        Once<?> once = new Once<>(Objects.requireNonNull(instance, "instance"));
        try {
            for (ReceiverMethod receiver : ReceiverMethods.of(Objects.requireNonNull(receivers, "receivers"), once)) {
                connections.addAll(receiver.connect(signals));
            }
        } catch (RuntimeException e) {
            connections.forEach(Connection::close);
            throw e;
        }
        return new ConnectedMethods(connections);
    }

    @Override
    public List<Connection> connections() {
        return connections;
    }

    @Override
    public boolean isConnected() {
        return connections.stream().anyMatch(Connection::isConnected);
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    /** A supplier that calls its source until the source returns an object, and keeps this object. */
    private static final class Once<T> implements Supplier<T> {

        private final Supplier<T> source;
        private volatile @Nullable T value;

        Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            T present = value;
            if (present == null) {
                synchronized (this) {
                    present = value;
                    if (present == null) {
                        present = source.get();
                        value = present;
                    }
                }
            }
            return present;
        }
    }
}
