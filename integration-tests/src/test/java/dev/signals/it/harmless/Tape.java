package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one side does, in order. Generated classes write to that of the thread. */
public final class Tape {

    /** What a line is about. */
    enum Track {
        STEP,
        SQL,
        ERROR,
        CALLBACK,
        INTERCEPTOR,
        /** How often Hibernate's own questions are asked may differ; see {@link AllowedDifferences}. */
        QUESTION,
        STATE,
        STATISTICS,
        ROWS,
        /** The library has failed where it looks at something. */
        LOG,
        /** What a copy kept by events holds. */
        MIRROR
    }

    record Line(Track track, String text) {

        @Override
        public String toString() {
            return track + " " + text;
        }
    }

    private static final ThreadLocal<@Nullable Tape> CURRENT = new ThreadLocal<>();

    /** Object.toString() of what has none of its own. */
    private static final Pattern HASH = Pattern.compile("@[0-9a-f]{2,8}\\b");

    private final List<Line> lines = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long count;

    static Tape current() {
        Tape tape = CURRENT.get();
        return tape == null ? new Tape() : tape;
    }

    static void use(@Nullable Tape tape) {
        if (tape == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(tape);
        }
    }

    /** Called by the callbacks of generated classes. */
    public static void callback(String text) {
        current().write(Track.CALLBACK, text);
    }

    void write(Track track, String text) {
        lines.add(new Line(track, HASH.matcher(text).replaceAll("@…")));
    }

    /** Writes down how a step ended. */
    void failed(Throwable failure) {
        failures.add(failure);
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        write(Track.ERROR, shown(failure) + (cause == failure ? "" : " <- " + shown(cause)));
    }

    /** Hibernate makes some messages when they are read, and may fail over an identifier that is a reference to nothing. */
    private static String shown(Throwable failure) {
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException e) {
            message = "its message fails with " + e.getClass().getName();
        }
        return failure.getClass().getName() + ": " + message;
    }

    List<Throwable> failures() {
        return failures;
    }

    List<Line> lines() {
        return lines;
    }

    long nextCount() {
        return ++count;
    }
}
