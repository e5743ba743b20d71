package dev.signals.hibernate.internal.compat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs when a transaction is about to be completed. It runs after the flush of the completion, and before any
 * callback that others have registered with Hibernate, even earlier ones: they must see what it writes.
 *
 * <p>Hibernate keeps a queue and offers only its end, so the queue is reordered. From 7.2 on, the object that has the queue
 * could be replaced. But sessions that share a transaction share that object, and a session that already has it would keep
 * the old one.
 */
public final class FirstBeforeCompletion {

    private static final boolean FAILED_ARE_DROPPED = areFailedDropped();

    private final Runnable work;
    private final Consumer<Throwable> failed;
    private final boolean dropsHeldBack;
    private final List<Object> heldBack = new ArrayList<>();
    private @Nullable Object callback;
    private @Nullable Queue<Object> queue;

    private FirstBeforeCompletion(Runnable work, Consumer<Throwable> failed, boolean dropsHeldBack) {
        this.work = work;
        this.failed = failed;
        this.dropsHeldBack = dropsHeldBack;
    }

    /** Returns whether a session drops the callbacks of a transaction that fails, as from 7.4.15 on. A stateless one keeps them. */
    private static boolean areFailedDropped() {
        Class<?> callbacks =
                Methods.typeIfPresent("org.hibernate.engine.spi.TransactionCompletionCallbacksImplementor");
        return callbacks != null && Methods.findIfPresent(callbacks, "clearBeforeTransactionCallbacks") != null;
    }

    /**
     * Runs {@code work} once, in the next completion of a transaction of the session. If a completion is under way and other
     * callbacks are still to be called, it runs in this one.
     *
     * @param session the session that owns the transaction
     * @param failed takes an exception of the work that Hibernate would not pass on unchanged, to be thrown later; the other
     *     callbacks are then not called
     * @return removes the work; to be called when the transaction has ended
     */
    public static Runnable register(
            SharedSessionContractImplementor session, Runnable work, Consumer<Throwable> failed) {
        boolean dropsHeldBack = FAILED_ARE_DROPPED && session instanceof EventSource;
        FirstBeforeCompletion first = new FirstBeforeCompletion(work, failed, dropsHeldBack);
        if (HibernateAdapter.hasCompletionCallbacks()) {
            Callbacks.register(session, first);
        } else if (session instanceof EventSource stateful) { // a stateless session has no callbacks
            first.moveToFront(QueuedActions.queue(stateful), HibernateAdapter.beforeCompletion(stateful, first::run));
        }
        return first::takeBack;
    }

    private void run() {
        try {
            work.run();
        } catch (HibernateException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            if (queue != null) {
                heldBack.addAll(queue);
                queue.clear();
            }
        }
    }

    /** Moves the callback to the front of the queue. If the queue cannot be reached, the callback stays where it is. */
    private void moveToFront(Object owner, Object registered) {
        callback = registered;
        queue = queue(owner);
        if (queue != null) {
            List<Object> others = new ArrayList<>(queue);
            others.remove(registered);
            queue.clear();
            queue.add(registered);
            queue.addAll(others);
        }
    }

    /** Removes the callback. What becomes of those that were held back is what Hibernate does after a failed callback. */
    private void takeBack() {
        if (queue != null && callback != null) {
            queue.remove(callback);
            if (!dropsHeldBack) {
                queue.addAll(heldBack);
            }
        }
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

    /** Separate, so that its types are loaded only where Hibernate has them. */
    private static final class Callbacks {

        static void register(SharedSessionContractImplementor session, FirstBeforeCompletion first) {
            TransactionCompletionCallbacks.BeforeCompletionCallback callback = completed -> first.run();
            TransactionCompletionCallbacks shared = session.getTransactionCompletionCallbacksImplementor();
            shared.registerCallback(callback);
            first.moveToFront(shared, callback);
        }
    }
}
