package dev.signals.hibernate.internal.connect;

import dev.signals.BatchReceiver;
import dev.signals.Delivery;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.FactoryAccess;
import org.jspecify.annotations.Nullable;

/**
 * The option {@link dev.signals.hibernate.ModelSignals#afterCommit(dev.signals.hibernate.ReceiverExecutor)}.
 *
 * @param queue takes the calls
 * @param description of the executor, for messages
 */
public record ExecutorDelivery(CallQueue queue, String description) implements Delivery<ModelEvent<?>> {

    @Override
    public void deliver(ModelEvent<?> event, Call call) {
        event.at(TransactionPhase.AFTER_COMMIT, new HandOver(queue, event, call));
    }

    /** Runs in the thread that has committed. */
    private record HandOver(CallQueue queue, ModelEvent<?> about, Call call) implements PhaseCall {

        @Override
        public void run() {
            FactoryAccess factory = FactoryAccess.find(about.sessionFactory())
                    .orElseThrow(() -> new IllegalStateException("session factory of " + about + " has no listeners"));
            queue.accept(key(about, call), factory.inOtherThread(call));
        }

        @Override
        public String toString() {
            return call.toString();
        }
    }

    /** Calls with one key follow each other: those about one entity, or those of one receiver of whole transactions. */
    private static Object key(ModelEvent<?> event, Call call) {
        return call.connection().receiver().orElse(null) instanceof BatchReceiver<?>
                ? call.connection()
                : new Entity(event.using(), event.entityName(), String.valueOf(id(event)));
    }

    /** PRE_SAVE of a new entity has no identifier; after the commit the instance has one. */
    private static @Nullable Object id(ModelEvent<?> event) {
        Object id = event.id();
        return id == null ? event.sessionFactory().getPersistenceUnitUtil().getIdentifier(event.instance()) : id;
    }

    private record Entity(String using, String entityName, String id) {}

    @Override
    public String toString() {
        return "afterCommit(" + description + ")";
    }
}
