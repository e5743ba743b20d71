package dev.signals.outbox.call;

import java.time.Instant;
import java.util.function.Consumer;
import org.hibernate.Session;

/**
 * One call of a durable receiver. It is made at least once: again if it fails, and again if the process dies before it was noted
 * that the call has succeeded.
 *
 * <pre>{@code
 * CHANGED.connect(
 *         Order.class,
 *         change -> Outbox.call(change).once(session -> session.persist(new Invoice(change.id()))),
 *         durable("invoices"));
 * }</pre>
 *
 * <p>Used by the thread of the call.
 */
public interface DurableCall {

    /** Returns the name of the receiver. */
    String receiver();

    /** Returns the key of the call, which is the same in each attempt: for other systems that know whether they have seen it. */
    String key();

    /** Returns the number of this attempt, from 1 on. It begins again if the call is {@linkplain
     * dev.signals.outbox.Outbox#retry retried} after it was given up. */
    int attempt();

    /**
     * Returns when the event happened, by the clock of the process in which it did. For {@link
     * dev.signals.hibernate.event.Changed} that is right before the commit.
     */
    Instant time();

    /**
     * Does work in the same database exactly once, in a new session with a transaction of its own. The transaction also
     * remembers the key of the call, so that a second attempt finds the work done.
     *
     * @return true if the work was done now, false if an earlier attempt has done it
     * @throws IllegalStateException if it was called before in this attempt; do all of the work in one
     */
    boolean once(Consumer<? super Session> work);
}
