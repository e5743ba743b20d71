package dev.signals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The handlers of failures of one registry that do not reach the sender. The handlers of its parent follow. */
final class FailureHandlers {

    private static final Logger LOG = System.getLogger(Signal.class.getName());

    private final List<ReceiverExceptionHandler> handlers = new CopyOnWriteArrayList<>();
    /** What follows if a failure does not end the sending. */
    static final String OTHERS_ARE_CALLED = "; the other receivers are still called";

    private final @Nullable FailureHandlers parent;

    FailureHandlers(@Nullable FailureHandlers parent) {
        this.parent = parent;
    }

    /** Returns the handlers of this registry itself, as a modifiable list. */
    List<ReceiverExceptionHandler> own() {
        return handlers;
    }

    void add(ReceiverExceptionHandler handler) {
        handlers.add(handler);
    }

    /**
     * Logs a failure and notifies the handlers.
     *
     * @param circumstances the end of the log message, behind the event
     */
    void report(Connection connection, Object event, String circumstances, Throwable failure) {
        LOG.log(Level.ERROR, connection + " failed on receiving " + Descriptions.event(event) + circumstances, failure);
        notifyHandlers(connection, event, failure);
    }

    private void notifyHandlers(Connection connection, Object event, Throwable failure) {
        for (ReceiverExceptionHandler handler : handlers) {
            try {
                handler.handle(connection, event, failure);
            } catch (Throwable e) { // An Error too: the thread may belong to a pool and have further calls to make.
                LOG.log(
                        Level.ERROR,
                        "failure handler " + Descriptions.text(handler)
                                + " threw an exception while handling a failure of " + connection,
                        e);
            }
        }
        if (parent != null) {
            parent.notifyHandlers(connection, event, failure);
        }
    }
}
