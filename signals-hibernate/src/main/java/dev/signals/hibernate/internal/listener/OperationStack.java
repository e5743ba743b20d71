package dev.signals.hibernate.internal.listener;

import java.lang.ref.WeakReference;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * The stack of merges and flushes in this thread. It gives their session to JPA callbacks, which Hibernate calls without
 * one.
 *
 * <p>A callback or a receiver may merge or flush too, in this session or another one, so operations nest. The references are
 * weak, because nothing removes an operation that fails: the end of the operation around it does so, or the next operation.
 */
final class OperationStack {

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable Note> operations = new ThreadLocal<>();

    /** An operation under way, known by the event that started it. */
    static final class Note {

        private final WeakReference<EventSource> session;
        private final WeakReference<Object> event;
        private final boolean visibleToCallbacks;
        private final @Nullable Note outer;

        private Note(EventSource session, Object event, boolean visibleToCallbacks, @Nullable Note outer) {
            this.session = new WeakReference<>(session);
            this.event = new WeakReference<>(event);
            this.visibleToCallbacks = visibleToCallbacks;
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
     * @param visibleToCallbacks whether callbacks get the session
     */
    void begin(EventSource session, Object event, boolean visibleToCallbacks) {
        Note outer = operations.get();
        while (outer != null && outer.isOver()) {
            outer = outer.outer;
        }
        operations.set(new Note(session, event, visibleToCallbacks, outer));
    }

    /** Removes an operation, and the failed operations inside it. */
    void end(Object event) {
        for (Note note = operations.get(); note != null; note = note.outer) {
            if (note.event.refersTo(event)) {
                goBackTo(note.outer);
                return;
            }
        }
    }

    /** Returns the present operation, to go back to. */
    @Nullable
    Note current() {
        return operations.get();
    }

    /** Removes operations that have begun since, and failed. */
    void goBackTo(@Nullable Note note) {
        if (note == null) {
            operations.remove();
        } else {
            operations.set(note);
        }
    }

    /** Returns the event that started the present operation. */
    @Nullable
    Object operation() {
        Note note = operations.get();
        return note == null ? null : note.event.get();
    }

    /** Returns the session of the present operation, whether or not callbacks get it. */
    @Nullable
    EventSource session() {
        Note note = operations.get();
        return note == null ? null : note.session.get();
    }

    /** Returns the session of the present operation, if callbacks get it. */
    @Nullable
    EventSource get() {
        Note note = operations.get();
        return note == null || !note.visibleToCallbacks ? null : note.session.get();
    }
}
