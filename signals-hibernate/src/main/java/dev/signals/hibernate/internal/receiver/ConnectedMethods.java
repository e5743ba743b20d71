package dev.signals.hibernate.internal.receiver;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connected receiver methods of one object or class. */
public final class ConnectedMethods implements Registration {

    private final List<Connection> connections;
    private final List<Connection> own;

    /**
     * @param own the connections without those of other objects, which a method finds if it has the same uid
     */
    private ConnectedMethods(List<Connection> connections, List<Connection> own) {
        this.connections = List.copyOf(connections);
        this.own = List.copyOf(own);
    }

    /** Connects the receiver methods of a class, see {@link FactorySignals#register(Class, Supplier)}. */
    public static Registration of(FactorySignals signals, Class<?> receivers, Supplier<?> instance) {
        return of(signals, receivers, instance, sender -> true);
    }

    /**
     * Connects some receiver methods of a class.
     *
     * @param concerns returns whether methods about entities of a class, or of an interface of entities, are connected; a class,
     *     or a name of an entity
     */
    public static Registration of(
            FactorySignals signals, Class<?> receivers, Supplier<?> instance, Predicate<Object> concerns) {
        List<Connection> connections = new ArrayList<>();
        List<Connection> own = new ArrayList<>();
        Once<?> once = new Once<>(Objects.requireNonNull(instance, "instance"));
        try {
            for (ReceiverMethod receiver : ReceiverMethods.of(Objects.requireNonNull(receivers, "receivers"), once)) {
                Object sender = receiver.sender();
                if (sender == null || concerns.test(sender)) {
                    receiver.connect(signals, connections, own);
                }
            }
        } catch (RuntimeException e) {
            own.forEach(Connection::close);
            throw e;
        }
        return new ConnectedMethods(connections, own);
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
        own.forEach(Connection::close);
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
