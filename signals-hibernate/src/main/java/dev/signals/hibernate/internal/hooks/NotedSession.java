package dev.signals.hibernate.internal.hooks;

import java.lang.ref.WeakReference;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * The session that merges or flushes in this thread, for the callbacks of JPA, which are not told.
 *
 * <p>Noted weakly, as an operation that fails is not followed by anything that could take the note back.
 */
final class NotedSession {

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable WeakReference<EventSource>> noted = new ThreadLocal<>();

    void set(EventSource session) {
        noted.set(new WeakReference<>(session));
    }

    void clear() {
        noted.remove();
    }

    @Nullable
    EventSource get() {
        WeakReference<EventSource> session = noted.get();
        return session == null ? null : session.get();
    }
}
