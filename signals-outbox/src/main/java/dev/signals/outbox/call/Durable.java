package dev.signals.outbox.call;

import dev.signals.Delivery;

/**
 * The option that makes a receiver durable, see {@link dev.signals.outbox.Outbox#durable}.
 *
 * @param <E> the events of the signal
 */
public interface Durable<E> extends Delivery<E> {

    /** Returns the name of the receiver. */
    String name();

    /**
     * Returns this option with the calls for one entity in the order of the commits, also with several nodes and writers. While
     * a call fails, the later ones of its entity wait; if it is given up, they go on without it.
     *
     * <p>The order rests on row locks of the database: it holds for entities whose row the transaction inserts, updates or
     * deletes. A change of collections alone locks no row, unless the entity has a version. Each call holds one connection more
     * while it is made, with a lock.
     *
     * @throws IllegalStateException for a signal of your own, whose events are about no entity
     */
    Durable<E> orderedPerEntity();
}
