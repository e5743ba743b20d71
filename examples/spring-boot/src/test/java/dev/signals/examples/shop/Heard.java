package dev.signals.examples.shop;

import static dev.signals.hibernate.ModelSignals.afterCommit;

import dev.signals.Connection;
import dev.signals.hibernate.ModelEvent;
import dev.signals.hibernate.ModelSignals;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a receiver of each kind hears, until it is closed: one line an event. */
final class Heard implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Connection> connections;

    private Heard(ModelSignals signals) {
        connections = List.of(
                signals.preSave().connect(event -> note(event.isNew() ? "creating" : "changing", event)),
                signals.postSave().connect(event -> note(event.created() ? "created" : "changed", event)),
                signals.preDelete().connect(event -> note("deleting", event)),
                signals.postDelete().connect(event -> note("deleted", event)),
                signals.postSave().connect(event -> note("committed", event), afterCommit()),
                signals.postDelete().connect(event -> note("committed", event), afterCommit()));
    }

    static Heard in(EntityManagerFactory factory) {
        return new Heard(ModelSignals.of(factory));
    }

    private void note(String what, ModelEvent<?> event) {
        lines.add(what + " " + event.sender().getSimpleName());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }
}
