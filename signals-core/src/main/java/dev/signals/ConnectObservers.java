package dev.signals;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The observers of new connections of one registry, and of the registries that are parts of it. */
final class ConnectObservers {

    private final List<Consumer<Connection>> observers = new CopyOnWriteArrayList<>();

    /** Held weakly, because a signal does not keep its parts alive. */
    private final List<WeakReference<ConnectObservers>> parts = new CopyOnWriteArrayList<>();

    /** Returns the observers of this registry itself, as a modifiable list. */
    List<Consumer<Connection>> own() {
        return observers;
    }

    void add(Consumer<Connection> observer) {
        observers.add(observer);
    }

    void addPart(ConnectObservers part) {
        parts.removeIf(known -> known.refersTo(null));
        if (parts.stream().noneMatch(known -> known.refersTo(part))) {
            parts.add(new WeakReference<>(part));
        }
    }

    /** Notifies the observers. It is called without a lock, because an observer may use the signal. */
    void connected(Connection connection) {
        for (Consumer<Connection> observer : observers) {
            observer.accept(connection);
        }
        for (WeakReference<ConnectObservers> known : parts) {
            ConnectObservers part = known.get();
            if (part != null) {
                part.connected(connection);
            }
        }
    }
}
