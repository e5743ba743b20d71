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
 * Records what a session factory announces until it is closed, in the order in which it is sent.
 *
 * <pre>{@code
 * try (SignalRecorder recorder = SignalRecorder.of(entityManagerFactory)) {
 *     articles.publish(draft);
 *     assertThat(recorder).created(Article.class, 1).sentLine("m2m_changed (post_add tags) Article").deleted(Comment.class, 0);
 * }
 * }</pre>
 *
 * <p>It is a receiver that is called last: changes by other receivers of the same event are in what it records. Like any
 * receiver it makes signals be sent that nobody else listens to. With {@code CHANGED} it records what transactions came to,
 * after their commit. May be used from several threads; the order is that of the calls.
 */
public final class SignalRecorder implements Scope {

    private final List<RecordedSignal> recorded = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();

    private SignalRecorder(Stream<ModelSignal<?>> signals) {
        signals.forEach(this::connect);
    }

    /** Records all signals of a session factory but those about loads. */
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

    /** Records some signals: of a session factory, or of the process to record all session factories. */
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

    /** All there is, oldest first. */
    public synchronized List<RecordedSignal> all() {
        return List.copyOf(recorded);
    }

    /** What was sent for one entity class. */
    public List<RecordedSignal> of(Class<?> sender) {
        return all().stream().filter(signal -> signal.sender() == sender).toList();
    }

    /** The {@linkplain RecordedSignal#line lines} of all there is. */
    public List<String> lines() {
        return all().stream().map(RecordedSignal::line).toList();
    }

    /** Forgets what has been recorded. */
    public synchronized void clear() {
        recorded.clear();
    }

    /** Records no more; what is recorded stays. */
    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    /** One line for each signal. */
    @Override
    public String toString() {
        return String.join("\n", all().stream().map(RecordedSignal::summary).toList());
    }
}
