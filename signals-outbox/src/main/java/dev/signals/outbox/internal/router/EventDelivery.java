package dev.signals.outbox.internal.router;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.ErrorPolicy;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.internal.connect.DurableDelivery;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Calls a mapper as the last thing of a transaction, so that its event is written in it. */
final class EventDelivery implements Delivery<ModelEvent<?>>, DurableDelivery {

    static final EventDelivery INSTANCE = new EventDelivery();

    private EventDelivery() {}

    @Override
    public void deliver(ModelEvent<?> event, Call call) throws Exception {
        call.run();
    }

    @Override
    public @Nullable String fault(Connection connection) {
        if (connection.isWeak()) {
            return "a mapper must be there as long as its entity is written; drop weak()";
        }
        return connection.errorPolicy() == ErrorPolicy.ISOLATE
                ? "an event that cannot be written must fail its transaction, or nobody would hear of it; drop"
                        + " onError(ISOLATE)"
                : null;
    }

    @Override
    public @Nullable String fault(Connection connection, EntityPersister persister) {
        return null;
    }

    @Override
    public String toString() {
        return "Outbox.map";
    }
}
