package dev.signals.hibernate;

import dev.signals.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        return of(signals, Objects.requireNonNull(receivers, "receivers").getClass(), () -> receivers);
    }

    /**
     * Does the same for a class, whose instance is asked for when the first of its methods is called that is not static.
     *
     * @throws IllegalArgumentException as {@link ModelSignals#register}
     */
    public static Registration of(ModelSignals signals, Class<?> receivers, Supplier<?> instance) {
        Objects.requireNonNull(signals, "signals");
        Objects.requireNonNull(receivers, "receivers");
        List<Connection> connections = new ArrayList<>();
        Once<?> once = new Once<>(Objects.requireNonNull(instance, "instance"));
        try {
            for (DeclaredReceiver receiver : DeclaredReceivers.of(receivers, once)) {
                connections.addAll(receiver.connect(signals));
            }
        } catch (RuntimeException e) {
            connections.forEach(Connection::close);
            throw e;
        }
        return new Registration(connections);
    }

    /** Asks its source until it has an answer, and keeps that. */
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
