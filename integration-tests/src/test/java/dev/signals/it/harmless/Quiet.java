package dev.signals.it.harmless;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps Hibernate from logging failures, which are part of the work here. */
final class Quiet {

    private static final Logger HIBERNATE = (Logger) LoggerFactory.getLogger("org.hibernate");

    private Quiet() {}

    static void begin() {
        HIBERNATE.setLevel(Level.OFF);
    }

    static void end() {
        HIBERNATE.setLevel(null);
    }
}
