package dev.signals.hibernate.internal.compat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.engine.spi.TransactionCompletionCallbacksImplementor;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done when a transaction is about to be completed, after the flush that is part of it, and before what others have
 * registered with Hibernate for that moment, whoever came first: they are to see what it writes.
 *
 * <p>Hibernate keeps a queue and offers only its end. From 7.2 on the callbacks of a session can be replaced by others, which
 * call ours first. Those of a stateless session cannot, nor can those of 7.0 and 7.1; there the queue itself is put in order.
 */
public final class FirstBeforeCompletion {

    private FirstBeforeCompletion() {}

    /** Takes nothing back. */
    private static void nothing() {}

    /**
     * Has {@code work} done in each completion of a transaction of the session, again until there is nothing left, or once in
     * the next one.
     *
     * @param session the one that owns the transaction
     * @param work returns true if it has done anything, after which there may be more to do, also for others
     * @param failed takes an exception of the work where Hibernate would not let it pass as it is; it is to be thrown later
     * @return takes it back; to be called when the transaction has ended
     */
    public static Runnable register(
            SharedSessionContractImplementor session, BooleanSupplier work, Consumer<Throwable> failed) {
        Runnable once = () -> {
            try {
                work.getAsBoolean();
            } catch (RuntimeException | Error e) {
                failed.accept(e);
            }
        };
        if (!HibernateAdapter.hasCompletionCallbacks()) {
            return session instanceof EventSource stateful ? enqueue(stateful, once) : FirstBeforeCompletion::nothing;
        }
        return session instanceof EventSource stateful
                ? Callbacks.wrap(stateful, work)
                : Callbacks.enqueue(session, once);
    }

    private static Runnable enqueue(EventSource session, Runnable work) {
        Object callback = HibernateAdapter.beforeCompletion(session, work);
        return moveToFront(session.getActionQueue(), callback);
    }

    /** Where the queue cannot be reached, the callback stays where it is. */
    private static Runnable moveToFront(Object owner, Object callback) {
        Queue<Object> queue = queue(owner);
        if (queue == null) {
            return FirstBeforeCompletion::nothing;
        }
        List<Object> others = new ArrayList<>(queue);
        others.remove(callback);
        queue.clear();
        queue.add(callback);
        queue.addAll(others);
        return () -> queue.remove(callback);
    }

    @SuppressWarnings("unchecked") // what is in it is only put back
    private static @Nullable Queue<Object> queue(Object owner) {
        Object processes = value(owner, "beforeTransactionProcesses");
        return processes == null ? null : (Queue<Object>) value(processes, "processes");
    }

    private static @Nullable Object value(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name) && field.trySetAccessible()) {
                    try {
                        return field.get(owner);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException("cannot read " + field + " of this Hibernate version", e);
                    }
                }
            }
        }
        return null;
    }

    /** Apart, so that the types are looked for only where Hibernate has them. */
    private static final class Callbacks implements TransactionCompletionCallbacksImplementor {

        private final TransactionCompletionCallbacksImplementor others;
        private final BooleanSupplier first;

        private Callbacks(TransactionCompletionCallbacksImplementor others, BooleanSupplier first) {
            this.others = others;
            this.first = first;
        }

        /** Once for a session; it stays. */
        static Runnable wrap(EventSource session, BooleanSupplier work) {
            TransactionCompletionCallbacksImplementor present =
                    session.getActionQueue().getTransactionCompletionCallbacks();
            if (!(present instanceof Callbacks)) {
                session.getActionQueue().setTransactionCompletionCallbacks(new Callbacks(present, work), false);
            }
            return FirstBeforeCompletion::nothing;
        }

        static Runnable enqueue(SharedSessionContractImplementor session, Runnable work) {
            TransactionCompletionCallbacks callbacks = session.getTransactionCompletionCallbacks();
            BeforeCompletionCallback callback = completed -> work.run();
            callbacks.registerCallback(callback);
            return moveToFront(callbacks, callback);
        }

        @Override
        public void beforeTransactionCompletion() {
            first.getAsBoolean();
            do {
                others.beforeTransactionCompletion();
            } while (first.getAsBoolean());
        }

        @Override
        public void registerCallback(BeforeCompletionCallback callback) {
            others.registerCallback(callback);
        }

        @Override
        public void registerCallback(AfterCompletionCallback callback) {
            others.registerCallback(callback);
        }

        @Override
        public boolean hasBeforeCompletionCallbacks() {
            return others.hasBeforeCompletionCallbacks();
        }

        @Override
        public boolean hasAfterCompletionCallbacks() {
            return others.hasAfterCompletionCallbacks();
        }

        @Override
        public void afterTransactionCompletion(boolean success) {
            others.afterTransactionCompletion(success);
        }

        @Override
        public void addSpaceToInvalidate(String space) {
            others.addSpaceToInvalidate(space);
        }

        @Override
        public TransactionCompletionCallbacksImplementor forSharing() {
            others.forSharing();
            return this;
        }

        @Override
        public void executePendingBulkOperationCleanUpActions() {
            others.executePendingBulkOperationCleanUpActions();
        }
    }
}
