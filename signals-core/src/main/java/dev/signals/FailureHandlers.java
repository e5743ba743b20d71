package dev.signals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who is told of the failures at one registry that do not reach the sender: its own handlers, then those of its parent. */
final class FailureHandlers {

    private static final Logger LOG = System.getLogger(Signal.class.getName());

    private final List<ReceiverExceptionHandler> handlers = new CopyOnWriteArrayList<>();
    private final @Nullable FailureHandlers parent;

    FailureHandlers(@Nullable FailureHandlers parent) {
        this.parent = parent;
    }

    /** Those of this registry itself, which may be changed. */
    List<ReceiverExceptionHandler> own() {
        return handlers;
    }

    void add(ReceiverExceptionHandler handler) {
        handlers.add(handler);
    }

    /**
     * Logs a failure and hands it over.
     *
     * @param circumstances what the reader of the log should know besides, the end of a sentence
     */
    void report(Connection connection, Object event, String circumstances, Throwable failure) {
        LOG.log(
                Level.ERROR,
                connection + " failed on receiving " + Descriptions.event(event) + circumstances
                        + "; the other receivers are still called",
                failure);
        tell(connection, event, failure);
    }

    private void tell(Connection connection, Object event, Throwable failure) {
        for (ReceiverExceptionHandler handler : handlers) {
            try {
                handler.handle(connection, event, failure);
            } catch (Throwable e) { // An Error too: the thread may be one of a pool, with further calls to make.
                LOG.log(Level.ERROR, "failure handler " + handler + " failed itself for a failure of " + connection, e);
            }
        }
        if (parent != null) {
            parent.tell(connection, event, failure);
        }
    }
}
