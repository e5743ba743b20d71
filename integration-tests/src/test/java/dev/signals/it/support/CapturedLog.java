package dev.signals.it.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What one logger is given while this is open; it goes nowhere else. */
public final class CapturedLog extends Handler implements AutoCloseable {

    // Held, since java.util.logging holds loggers weakly.
    private final Logger logger;
    private final @Nullable Level level;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private CapturedLog(Logger logger) {
        this.logger = logger;
        this.level = logger.getLevel();
    }

    public static CapturedLog of(String name) {
        CapturedLog log = new CapturedLog(Logger.getLogger(name));
        log.logger.addHandler(log);
        log.logger.setUseParentHandlers(false);
        return log;
    }

    /** The same with messages from this level on. */
    public static CapturedLog of(String name, Level from) {
        CapturedLog log = of(name);
        log.logger.setLevel(from);
        return log;
    }

    /** The messages of all levels. */
    public List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    /** The message that came last. */
    public String last() {
        return messages().get(records.size() - 1);
    }

    /** The messages of errors. */
    public List<String> errors() {
        return records.stream()
                .filter(entry -> entry.getLevel() == Level.SEVERE)
                .map(LogRecord::getMessage)
                .toList();
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(level);
    }
}
