package dev.signals.it.harmless;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.signals.it.harmless.Tape.Track;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/**
 * Keeps Hibernate from logging failures, which are part of the work here. What the library logs, because it has failed itself, goes to
 * the tape.
 */
final class Quiet {

    private static final Logger HIBERNATE = (Logger) LoggerFactory.getLogger("org.hibernate");

    private static final java.util.logging.Logger LOOKS =
            java.util.logging.Logger.getLogger("dev.signals.hibernate.Looks");

    private static final Handler TO_TAPE = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            Tape.current().write(Track.LOG, entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Quiet() {}

    static void begin() {
        HIBERNATE.setLevel(Level.OFF);
        LOOKS.setUseParentHandlers(false);
        LOOKS.addHandler(TO_TAPE);
    }

    static void end() {
        LOOKS.removeHandler(TO_TAPE);
        LOOKS.setUseParentHandlers(true);
        HIBERNATE.setLevel(null);
    }
}
