package dev.signals.examples.blog;

import dev.signals.examples.blog.receivers.BlogReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.signal.ModelSignal;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the signals of every kind, whatever entity they are about. */
final class SignalCounter implements BlogReceiver {

    /** What is counted apart: the signal, and the class it was sent for. */
    record Kind(String signal, String entity) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return Comparator.comparing(Kind::entity)
                    .thenComparing(Kind::signal)
                    .compare(this, other);
        }
    }

    private final ConcurrentMap<Kind, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void connect(FactorySignals signals) {
        count(signals.preSave());
        count(signals.postSave());
        count(signals.preDelete());
        count(signals.postDelete());
    }

    private <E extends ModelEvent<?>> void count(ModelSignal<E> signal) {
        String name = signal.signal().name();
        signal.connect(event -> counts.merge(new Kind(name, event.sender().getSimpleName()), 1, Integer::sum));
    }

    SortedMap<Kind, Integer> counts() {
        return new TreeMap<>(Map.copyOf(counts));
    }
}
