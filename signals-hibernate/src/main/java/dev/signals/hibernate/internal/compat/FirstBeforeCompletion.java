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
 * Work that is done when a transaction is about to be completed, after the flush that is part of it, and before what others have
 * registered with Hibernate for that moment, whoever came first: they are to see what it writes.
 *
 * <p>Hibernate keeps a queue and offers only its end, so the queue is put in order. From 7.2 on the object that has the queue
 * could be replaced; but sessions that share a transaction share that object, and one that has it already would keep the old.
 */
public final class FirstBeforeCompletion {

    private final Runnable work;
    private final Consumer<Throwable> failed;
    private final List<Object> heldBack = new ArrayList<>();
    private @Nullable Object callback;
    private @Nullable Queue<Object> queue;

    private FirstBeforeCompletion(Runnable work, Consumer<Throwable> failed) {
        this.work = work;
        this.failed = failed;
    }

    /**
     * Has {@code work} done once, in the next completion of a transaction of the session; in the one that is under way if others
     * are still being called.
     *
     * @param session the one that owns the transaction
     * @param failed takes an exception of the work that Hibernate would not let pass as it is; it is to be thrown later. Others are
     *     not called then
     * @return takes it back; to be called when the transaction has ended
     */
    public static Runnable register(
            SharedSessionContractImplementor session, Runnable work, Consumer<Throwable> failed) {
        FirstBeforeCompletion first = new FirstBeforeCompletion(work, failed);
        if (HibernateAdapter.hasCompletionCallbacks()) {
            Callbacks.register(session, first);
        } else if (session instanceof EventSource stateful) { // the other kind has no callbacks
            first.moveToFront(stateful.getActionQueue(), HibernateAdapter.beforeCompletion(stateful, first::run));
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

    /** Where the queue cannot be reached, the callback stays where it is. */
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

    /** Those held back stay in the queue, as behind a callback of Hibernate that has failed. */
    private void takeBack() {
        if (queue != null && callback != null) {
            queue.remove(callback);
            queue.addAll(heldBack);
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

    /** Apart, so that the types are looked for only where Hibernate has them. */
    private static final class Callbacks {

        static void register(SharedSessionContractImplementor session, FirstBeforeCompletion first) {
            TransactionCompletionCallbacks.BeforeCompletionCallback callback = completed -> first.run();
            TransactionCompletionCallbacks shared = session.getTransactionCompletionCallbacksImplementor();
            shared.registerCallback(callback);
            first.moveToFront(shared, callback);
        }
    }
}
