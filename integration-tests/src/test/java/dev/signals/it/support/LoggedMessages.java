package dev.signals.it.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What one logger of the library says while this is open, which is then not printed. */
public final class LoggedMessages extends Handler implements AutoCloseable {

    // Held, since java.util.logging holds loggers weakly.
    private final Logger logger;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private LoggedMessages(Logger logger) {
        this.logger = logger;
    }

    public static LoggedMessages of(String logger) {
        LoggedMessages logged = new LoggedMessages(Logger.getLogger(logger));
        logged.logger.addHandler(logged);
        logged.logger.setUseParentHandlers(false);
        return logged;
    }

    /** The messages, without levels. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord entry) {
        messages.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
