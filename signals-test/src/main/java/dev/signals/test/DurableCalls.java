package dev.signals.test;

import dev.signals.Scope;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.HeldCalls;
import dev.signals.outbox.call.WaitingCall;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of durable receivers while a test holds them: until it is closed, the calls wait until the test {@linkplain #run makes}
 * them. Needs {@code signals-outbox}.
 *
 * <pre>{@code
 * try (DurableCalls calls = DurableCalls.hold(entityManagerFactory)) {
 *     orders.place(order);
 *     assertThat(calls.lines()).containsExactly("mail: changed Order created");
 *     calls.run();
 *     assertThat(mailer.sent()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>It has the calls of all transactions that were committed, and those of {@link SignalRecorder#runAfterCommit} in a test
 * that rolls back. Only one can be open for a session factory at a time. May be used from any thread.
 */
public final class DurableCalls implements Scope {

    private final HeldCalls held;

    private DurableCalls(HeldCalls held) {
        this.held = held;
    }

    /**
     * Holds the calls of a session factory. If this process makes calls, it waits for those that are being made, and goes on
     * when the scope is closed.
     *
     * @throws IllegalStateException if they are held already
     */
    public static DurableCalls hold(EntityManagerFactory factory) {
        return new DurableCalls(Outbox.of(factory).hold());
    }

    /** Holds the calls in the database, or schema, of one tenant. */
    public static DurableCalls hold(EntityManagerFactory factory, Object tenant) {
        return new DurableCalls(Outbox.of(factory, tenant).hold());
    }

    /** Returns the calls that have not succeeded yet, oldest first. */
    public List<WaitingCall> pending() {
        return held.pending();
    }

    /**
     * Returns one line for each of them: {@code mail: changed Order created}. An event of your own signal is its {@code
     * toString()}.
     */
    public List<String> lines() {
        return pending().stream().map(DurableCalls::line).toList();
    }

    private static String line(WaitingCall call) {
        Object event = call.event();
        String text = event instanceof ModelEvent<?> model
                ? RecordedSignal.of("", model).line()
                : event.toString();
        return call.receiver() + ": " + text;
    }

    /**
     * Makes the calls that wait, in this thread, and the calls that these cause. Calls whose receiver is elsewhere stay.
     *
     * @return how many calls were made
     * @throws AssertionError if receivers fail; all other calls have been made before. The failures are its cause and its
     *     suppressed exceptions. Calls that have failed stay for the next {@code run}, which makes the next attempt
     */
    public int run() {
        List<Throwable> failures = new ArrayList<>();
        int made = held.run(failures::add);
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError("durable receivers failed: " + failures, failures.get(0));
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
        return made;
    }

    /** Ends the holding. Calls that were committed and not made stay in the database. */
    @Override
    public void close() {
        held.close();
    }

    /** Returns the lines of {@link #lines}. */
    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
