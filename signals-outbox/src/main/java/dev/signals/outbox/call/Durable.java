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
     * <p>The order rests on row locks of the database. It is sure for entities with a version. Without one, transactions that
     * change only collections, or columns of different tables of one entity, do not lock the same row. Without a transaction
     * there is no order. Each call holds one connection more while it is made, with a lock.
     */
    Durable orderedPerEntity();
}
