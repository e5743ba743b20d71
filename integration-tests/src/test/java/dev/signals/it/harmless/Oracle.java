package dev.signals.it.harmless;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What decides whether a script shows a fault. */
interface Oracle {

    /** The first fault, null if there is none. */
    @Nullable
    Difference difference(Script script, Map<String, byte[]> compiled);

    /** A fault that would be there without the library, so that {@link #difference} says nothing. */
    @Nullable
    Difference noise(Script script, Map<String, byte[]> compiled);

    /** Hibernate refuses the mapping; that happens to some that are composed at random, and says nothing. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super(cause);
        }
    }
}
