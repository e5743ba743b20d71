package dev.signals;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told of each connection that is made at one registry: its own observers, and those of its parts. */
final class ConnectObservers {

    private final List<Consumer<Connection>> observers = new CopyOnWriteArrayList<>();

    /** Weakly, as a signal does not keep its parts alive. */
    private final List<WeakReference<ConnectObservers>> parts = new CopyOnWriteArrayList<>();

    /** Those of this registry itself, which may be changed. */
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

    /** Called without a lock: an observer may use the signal. */
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
