package dev.signals.hibernate;

import dev.signals.BatchReceiver;
import dev.signals.Delivery;
import org.jspecify.annotations.Nullable;

/** The option {@link ModelSignals#afterCommit(ReceiverExecutor)}. */
record InBackground(ReceiverExecutor executor) implements Delivery<ModelEvent<?>> {

    @Override
    public void deliver(ModelEvent<?> event, Call call) {
        event.at(TransactionPhase.AFTER_COMMIT, new HandingOver(executor, event, call));
    }

    /** Done by the thread that has committed. */
    private record HandingOver(ReceiverExecutor executor, ModelEvent<?> of, Call call) implements Waiting {

        @Override
        public void run() {
            executor.accept(lane(of, call), ModelSignals.of(of.sessionFactory()).inOtherThread(call));
        }

        @Override
        public String toString() {
            return call.toString();
        }
    }

    /** What calls are to be ordered by: the entity, or for a receiver of whole transactions the receiver. */
    private static Object lane(ModelEvent<?> event, Call call) {
        return call.connection().receiver().orElse(null) instanceof BatchReceiver<?>
                ? call.connection()
                : new Entity(event.using(), event.entityName(), String.valueOf(id(event)));
    }

    /** Before the save of a new entity the event had none; by now there is one. */
    private static @Nullable Object id(ModelEvent<?> event) {
        Object id = event.id();
        return id == null ? event.sessionFactory().getPersistenceUnitUtil().getIdentifier(event.instance()) : id;
    }

    private record Entity(String using, String entityName, String id) {}

    @Override
    public String toString() {
        return "afterCommit(" + executor + ")";
    }
}
