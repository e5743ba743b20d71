package dev.signals.hibernate.internal.connect;

import dev.signals.BatchReceiver;
import dev.signals.Delivery;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.access.FatalErrors;
import dev.signals.hibernate.internal.access.ObjectText;
import org.jspecify.annotations.Nullable;

/**
 * The option {@link dev.signals.hibernate.ModelSignals#afterCommit(dev.signals.hibernate.ReceiverExecutor)}.
 *
 * @param queue the queue of the calls
 * @param description the description of the executor, for messages
 */
public record ExecutorDelivery(CallQueue queue, String description) implements Delivery<ModelEvent<?>> {

    @Override
    public void deliver(ModelEvent<?> event, Call call) {
        event.at(TransactionPhase.AFTER_COMMIT, new Enqueuing(queue, event, call));
    }

    /** A callback that puts a call into the queue, in the thread that has committed. */
    private record Enqueuing(CallQueue queue, ModelEvent<?> modelEvent, Call call)
            implements PhaseCall, OtherThreadCall {

        @Override
        public void run() {
            if (isConstruction(modelEvent)) {
                queue.accept(key(modelEvent, call), call); // no session factory has caused it
                return;
            }
            FactoryAccess factory = FactoryAccess.find(modelEvent.sessionFactory())
                    .orElseThrow(
                            () -> new IllegalStateException("session factory of " + modelEvent + " has no listeners"));
            queue.accept(key(modelEvent, call), factory.inOtherThread(call));
        }

        @Override
        public Runnable inThisThread() {
            return new PhaseDelivery.IsolatedCall(call, TransactionPhase.AFTER_COMMIT);
        }

        @Override
        public String toString() {
            return call.toString();
        }
    }

    /** Returns the key of calls that follow each other: calls about one entity, or calls of one batch receiver. */
    private static Object key(ModelEvent<?> event, Call call) {
        return call.connection().receiver().orElse(null) instanceof BatchReceiver<?>
                ? call.connection()
                : new Entity(event.using(), event.entityName(), ObjectText.of(id(event)));
    }

    /** Returns the identifier. PRE_SAVE of a new entity has none; after the commit the instance has one, if its getter works. */
    private static @Nullable Object id(ModelEvent<?> event) {
        Object id = event.id();
        if (id != null || isConstruction(event)) {
            return id;
        }
        try {
            return event.sessionFactory().getPersistenceUnitUtil().getIdentifier(event.instance());
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return null;
        }
    }

    /** Returns whether the event is about an object that has no row yet, and maybe never will. */
    private static boolean isConstruction(ModelEvent<?> event) {
        return (event instanceof PreInit<?> before && before.constructed())
                || (event instanceof PostInit<?> after && after.constructed());
    }

    private record Entity(String using, String entityName, String id) {}

    @Override
    public String toString() {
        return "afterCommit(" + description + ")";
    }
}
