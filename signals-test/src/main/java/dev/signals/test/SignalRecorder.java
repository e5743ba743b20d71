package dev.signals.test;

import dev.signals.Connection;
import dev.signals.Options;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.hibernate.signal.PostInitSignal;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<EntityManagerFactory> factories = Collections.synchronizedSet(new LinkedHashSet<>());

    private SignalRecorder(Stream<ModelSignal<?>> signals) {
        signals.forEach(this::connect);
    }

    /** Records all signals of a session factory except {@code pre_init} and {@code post_init} and the bulk signals. */
    public static SignalRecorder of(EntityManagerFactory factory) {
        FactorySignals signals = ModelSignals.of(factory);
        SignalRecorder recorder = of(
                signals.preSave(),
                signals.postSave(),
                signals.preDelete(),
                signals.postDelete(),
                signals.m2mChanged(),
                signals.collectionChanged(),
                signals.changed());
        recorder.factories.add(factory);
        recorder.notice(signals.postInit());
        return recorder;
    }

    /** Records the same signals of all session factories. */
    static SignalRecorder ofProcess() {
        SignalRecorder recorder = of(
                ModelSignals.PRE_SAVE,
                ModelSignals.POST_SAVE,
                ModelSignals.PRE_DELETE,
                ModelSignals.POST_DELETE,
                ModelSignals.M2M_CHANGED,
                ModelSignals.COLLECTION_CHANGED,
                ModelSignals.CHANGED);
        recorder.notice(ModelSignals.POST_INIT);
        return recorder;
    }

    /** Records the given signals: of a session factory, or of the process to record all session factories. */
    public static SignalRecorder of(ModelSignal<?>... signals) {
        return new SignalRecorder(List.of(signals).stream());
    }

    private <E extends TransactionEvent> void connect(ModelSignal<E> signal) {
        String name = signal.signal().name();
        connections.add(signal.connect(event -> record(name, event), Options.order(Integer.MAX_VALUE)));
    }

    /** Notices the sessions that load entities: {@link #runAfterCommit} flushes what they change later. */
    private void notice(PostInitSignal loads) {
        connections.add(loads.connect(event -> {
            if (!event.constructed()) {
                factories.add(event.sessionFactory());
            }
        }));
    }

    private void record(String signal, TransactionEvent event) {
        RecordedSignal entry = RecordedSignal.of(signal, event);
        factories.add(event.sessionFactory());
        synchronized (this) {
            recorded.add(entry);
        }
        event.at(TransactionPhase.AFTER_ROLLBACK, () -> rolledBack(event));
    }

    private synchronized void rolledBack(TransactionEvent event) {
        recorded.replaceAll(each -> each.event() == event ? each.asRolledBack() : each);
    }

    /**
     * Calls now what waits for the commit of the transactions that are open in this thread, although the test is going to
     * roll them back. What is not written yet is flushed before, as by a commit. See {@link FactorySignals#runAfterCommit}
     * for the order and for what receivers find.
     *
     * <pre>{@code
     * orders.place(order);       // in the transaction of the test
     * recorder.runAfterCommit();
     * assertThat(mailer.sent()).hasSize(1);
     * }</pre>
     *
     * <p>A recorder of a session factory finds all transactions of the factory in which anything has been loaded or
     * written, or for which a callback waits. A recorder of single signals knows only the session factories of the events
     * that it has recorded.
     *
     * @throws AssertionError if receivers fail; all others have been called before, as in production. The failures are its
     *     cause and its suppressed exceptions
     * @throws IllegalStateException if no transaction is open, or one is marked for rollback
     */
    public void runAfterCommit() {
        if (runWaiting() == 0) {
            throw new IllegalStateException(
                    "runAfterCommit() found no open transaction that was used in this thread: call it"
                            + " inside the transaction of the test; after a commit the receivers have been called already");
        }
    }

    /** Does it, if there are open transactions; returns how many there are. */
    int runWaiting() {
        List<Throwable> failures = new ArrayList<>();
        int transactions = 0;
        for (EntityManagerFactory factory : List.copyOf(factories)) {
            if (factory.isOpen()) {
                transactions += ModelSignals.of(factory).runAfterCommit(failures::add);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError error =
                    new AssertionError("receivers failed after the commit: " + failures, failures.get(0));
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
        return transactions;
    }

    /** Returns all recorded events, oldest first. */
    public synchronized List<RecordedSignal> all() {
        return List.copyOf(recorded);
    }

    /** Returns the recorded events of one entity class. */
    public List<RecordedSignal> of(Class<?> sender) {
        return all().stream().filter(signal -> signal.sender() == sender).toList();
    }

    /** Returns the recorded events whose transaction, or savepoint, has been rolled back. */
    public List<RecordedSignal> rolledBack() {
        return all().stream().filter(RecordedSignal::rolledBack).toList();
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
        return String.join("\n", all().stream().map(RecordedSignal::described).toList());
    }
}
