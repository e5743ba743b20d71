package dev.signals.outbox.internal.job;

import dev.signals.outbox.internal.settings.Settings;
import java.time.Duration;

/** What is said of calls that have failed. */
final class Failures {

    private Failures() {}

    static String again(int attempt, Settings settings, Duration wait) {
        return " (attempt " + attempt + " of " + settings.attempts() + "; the next one follows in " + wait.toMillis()
                + " ms)";
    }

    static String givenUp(int attempt) {
        return " (attempt " + attempt + ", the last one; see Outbox.dead())";
    }
}
