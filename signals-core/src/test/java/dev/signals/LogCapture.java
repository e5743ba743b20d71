package dev.signals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library logs while this is open. */
final class LogCapture extends Handler implements AutoCloseable {

    // Held, since java.util.logging holds loggers weakly.
    private final Logger logger = Logger.getLogger(Signal.class.getName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private LogCapture() {}

    static LogCapture open() {
        LogCapture capture = new LogCapture();
        capture.logger.setUseParentHandlers(false);
        capture.logger.addHandler(capture);
        return capture;
    }

    List<LogRecord> records() {
        return records;
    }

    List<Level> levels() {
        return records.stream().map(LogRecord::getLevel).toList();
    }

    String onlyMessage() {
        if (records.size() != 1) {
            throw new AssertionError(records.size() + " log records instead of one");
        }
        return records.get(0).getMessage();
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
    }
}
