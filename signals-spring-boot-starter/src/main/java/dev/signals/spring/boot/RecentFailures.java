package dev.signals.spring.boot;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.TransactionEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last failures of receivers that have reached no caller. May be used by several threads. */
final class RecentFailures {

    private static final int MOST = 20;

    private final Deque<Failure> failures = new ArrayDeque<>();

    private RecentFailures() {}

    /**
     * One failure.
     *
     * @param event the event in a few words
     * @param failure the exception as text
     */
    record Failure(Instant time, String signal, String receiver, String event, String failure) {}

    /** Returns the failures of a session factory from now on. */
    static RecentFailures of(FactorySignals signals) {
        RecentFailures recent = new RecentFailures();
        signals.onFailure(recent::add);
        return recent;
    }

    private synchronized void add(Connection connection, Object event, Throwable failure) {
        if (failures.size() == MOST) {
            failures.removeFirst();
        }
        failures.addLast(new Failure(
                Instant.now(),
                connection.signal(),
                connection.receiverName(),
                event instanceof TransactionEvent known
                        ? known.summary()
                        : event.getClass().getSimpleName(),
                failure.toString()));
    }

    synchronized List<Failure> all() {
        return List.copyOf(failures);
    }
}
