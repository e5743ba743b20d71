package dev.signals.hibernate.internal.connect;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.hibernate.event.ModelEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that writes each event into the database, as the last thing of its transaction, and calls the receiver from
 * there: module {@code signals-outbox}.
 */
public interface DurableDelivery {

    /** Returns why the receiver of a connection cannot be called like this; null if it can. */
    @Nullable
    String fault(Connection connection);

    /** Returns why events about an entity cannot be written; null if they can. */
    @Nullable
    String fault(Connection connection, EntityPersister persister);

    /** Makes deliveries for receiver methods. The module that has them provides it as a service. */
    interface Maker {

        /**
         * Returns the delivery for {@link dev.signals.hibernate.Receiver#durable}.
         *
         * @param name the name of the receiver
         * @param orderedPerEntity whether the events of one entity are delivered in the order of their commits
         */
        Option<ModelEvent<?>> of(String name, boolean orderedPerEntity);
    }
}
