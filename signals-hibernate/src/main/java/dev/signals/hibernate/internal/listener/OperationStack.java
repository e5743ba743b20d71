package dev.signals.hibernate.internal.listener;

import java.lang.ref.WeakReference;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * The stack of merges and flushes in this thread. It gives their session to listeners of collections, which Hibernate may call
 * without one.
 *
 * <p>A callback or a receiver may merge or flush too, in this session or another one, so operations nest. The references are
 * weak, because nothing removes an operation that fails: the end of the operation around it does so, or the next operation.
 */
final class OperationStack {

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable Operation> operations = new ThreadLocal<>();

    /** An operation under way, known by the event that started it. */
    static final class Operation {

        private final WeakReference<EventSource> session;
        private final WeakReference<Object> event;
        private final boolean announcesLateChanges;
        private final @Nullable Operation outer;

        private Operation(EventSource session, Object event, boolean announcesLateChanges, @Nullable Operation outer) {
            this.session = new WeakReference<>(session);
            this.event = new WeakReference<>(event);
            this.announcesLateChanges = announcesLateChanges;
            this.outer = outer;
        }

        private boolean isOver() {
            EventSource of = session.get();
            return of == null || !of.isOpenOrWaitingForAutoClose();
        }
    }

    /**
     * Begins an operation.
     *
     * @param event the event object, the same at the beginning and at the end
     * @param announcesLateChanges whether changes that are found inside it are announced
     */
    void begin(EventSource session, Object event, boolean announcesLateChanges) {
        Operation outer = operations.get();
        while (outer != null && outer.isOver()) {
            outer = outer.outer;
        }
        operations.set(new Operation(session, event, announcesLateChanges, outer));
    }

    /** Removes an operation, and the failed operations inside it. */
    void end(Object event) {
        for (Operation operation = operations.get(); operation != null; operation = operation.outer) {
            if (operation.event.refersTo(event)) {
                goBackTo(operation.outer);
                return;
            }
        }
    }

    /** Returns the present operation, to go back to. */
    @Nullable
    Operation current() {
        return operations.get();
    }

    /** Removes operations that have begun since, and failed. */
    void goBackTo(@Nullable Operation operation) {
        if (operation == null) {
            operations.remove();
        } else {
            operations.set(operation);
        }
    }

    /** Returns the event that started the present operation. */
    @Nullable
    Object operation() {
        Operation operation = operations.get();
        return operation == null ? null : operation.event.get();
    }

    /** Returns the session of the present operation. */
    @Nullable
    EventSource session() {
        Operation operation = operations.get();
        return operation == null ? null : operation.session.get();
    }

    /** Returns whether changes that are found inside the present operation are announced. */
    boolean announcesLateChanges() {
        Operation operation = operations.get();
        return operation != null && operation.announcesLateChanges && operation.session.get() != null;
    }
}
