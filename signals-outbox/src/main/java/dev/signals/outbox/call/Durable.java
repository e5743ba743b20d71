package dev.signals.outbox.call;

import dev.signals.Delivery;
import dev.signals.hibernate.event.ModelEvent;

/** The option that makes a receiver durable, see {@link dev.signals.outbox.Outbox#durable}. */
public interface Durable extends Delivery<ModelEvent<?>> {

    /** Returns the name of the receiver. */
    String name();

    /**
     * Returns this option with the calls for one entity in the order of the commits, also with several processes and writers.
     * While a call fails, the later ones of its entity wait; if it is given up, they go on without it.
     *
     * <p>The order rests on row locks of the database: it holds for entities whose row the transaction inserts, updates or
     * deletes. A change of collections alone locks no row, unless the entity has a version. Each call holds one connection more
     * while it is made, with a lock.
     */
    Durable orderedPerEntity();
}
