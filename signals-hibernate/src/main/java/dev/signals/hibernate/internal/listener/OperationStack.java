package dev.signals.hibernate.internal.listener;

import java.lang.ref.WeakReference;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * The session that merges or flushes in this thread, for the callbacks of JPA, which are not told.
 *
 * <p>A callback or a receiver may merge or flush meanwhile, in this session or another one, so the notes nest. They are
 * weak, as an operation that fails is not followed by anything that could take its note back; that is done by the end of the
 * operation around it, or by the next one.
 */
final class OperationStack {

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable Note> operations = new ThreadLocal<>();

    /** An operation under way, known by the event that started it. */
    static final class Note {

        private final WeakReference<EventSource> session;
        private final WeakReference<Object> event;
        private final boolean told;
        private final @Nullable Note outer;

        private Note(EventSource session, Object event, boolean told, @Nullable Note outer) {
            this.session = new WeakReference<>(session);
            this.event = new WeakReference<>(event);
            this.told = told;
            this.outer = outer;
        }

        private boolean isOver() {
            EventSource of = session.get();
            return of == null || !of.isOpenOrWaitingForAutoClose();
        }
    }

    /**
     * Notes that an operation begins.
     *
     * @param event the event object, the same at the beginning and at the end
     * @param told whether callbacks may be told the session
     */
    void begin(EventSource session, Object event, boolean told) {
        Note outer = operations.get();
        while (outer != null && outer.isOver()) {
            outer = outer.outer;
        }
        operations.set(new Note(session, event, told, outer));
    }

    /** Takes back the note of an operation, and the notes of those inside it that have failed. */
    void end(Object event) {
        for (Note note = operations.get(); note != null; note = note.outer) {
            if (note.event.refersTo(event)) {
                goBackTo(note.outer);
                return;
            }
        }
    }

    /** What is noted now, to go back to. */
    @Nullable
    Note current() {
        return operations.get();
    }

    /** Forgets what has been noted since, by operations that have failed. */
    void goBackTo(@Nullable Note note) {
        if (note == null) {
            operations.remove();
        } else {
            operations.set(note);
        }
    }

    /** The event that started the operation under way. */
    @Nullable
    Object operation() {
        Note note = operations.get();
        return note == null ? null : note.event.get();
    }

    /** The session under way, whether callbacks may be told or not. */
    @Nullable
    EventSource session() {
        Note note = operations.get();
        return note == null ? null : note.session.get();
    }

    /** The session under way, if callbacks may be told. */
    @Nullable
    EventSource get() {
        Note note = operations.get();
        return note == null || !note.told ? null : note.session.get();
    }
}
