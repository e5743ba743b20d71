package dev.signals.test;

import dev.signals.Connection;
import dev.signals.Options;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.signal.ModelSignal;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorder of the events that a session factory sends until the recorder is closed, in the order in which they are sent.
 *
 * <pre>{@code
 * try (SignalRecorder recorder = SignalRecorder.of(entityManagerFactory)) {
 *     articles.publish(draft);
 *     assertThat(recorder).created(Article.class, 1).sentLine("m2m_changed (post_add tags) Article").deleted(Comment.class, 0);
 * }
 * }</pre>
 *
 * <p>It is a receiver that is called last, so it records the changes that other receivers of the same event have made. Like
 * any receiver it causes signals to be sent that have no other receiver. With {@code CHANGED} it records the net changes of
 * transactions, after their commit. May be used from several threads; the order is the order of the calls.
 */
public final class SignalRecorder implements Scope {

    private final List<RecordedSignal> recorded = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();

    private SignalRecorder(Stream<ModelSignal<?>> signals) {
        signals.forEach(this::connect);
    }

    /** Records all signals of a session factory except {@code pre_init} and {@code post_init} and the bulk signals. */
    public static SignalRecorder of(EntityManagerFactory factory) {
        FactorySignals signals = ModelSignals.of(factory);
        return of(
                signals.preSave(),
                signals.postSave(),
                signals.preDelete(),
                signals.postDelete(),
                signals.m2mChanged(),
                signals.collectionChanged(),
                signals.changed());
    }

    /** Records the given signals: of a session factory, or of the process to record all session factories. */
    public static SignalRecorder of(ModelSignal<?>... signals) {
        return new SignalRecorder(List.of(signals).stream());
    }

    private <E extends TransactionEvent> void connect(ModelSignal<E> signal) {
        String name = signal.signal().name();
        connections.add(signal.connect(event -> record(name, event), Options.order(Integer.MAX_VALUE)));
    }

    private synchronized void record(String signal, TransactionEvent event) {
        recorded.add(RecordedSignal.of(signal, event));
    }

    /** Returns all recorded events, oldest first. */
    public synchronized List<RecordedSignal> all() {
        return List.copyOf(recorded);
    }

    /** Returns the recorded events of one entity class. */
    public List<RecordedSignal> of(Class<?> sender) {
        return all().stream().filter(signal -> signal.sender() == sender).toList();
    }

    /** Returns the {@linkplain RecordedSignal#line lines} of all recorded events. */
    public List<String> lines() {
        return all().stream().map(RecordedSignal::line).toList();
    }

    /** Drops the recorded events. */
    public synchronized void clear() {
        recorded.clear();
    }

    /** Stops recording. The recorded events stay. */
    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    /** Returns one line for each event. */
    @Override
    public String toString() {
        return String.join("\n", all().stream().map(RecordedSignal::summary).toList());
    }
}
