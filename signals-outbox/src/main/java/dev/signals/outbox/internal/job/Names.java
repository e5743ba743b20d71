package dev.signals.outbox.internal.job;

import java.util.regex.Pattern;

/** The names of durable receivers. */
final class Names {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private Names() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    static void check(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a durable receiver; it has 1 to 100 letters,"
                            + " digits, dots, hyphens and underscores");
        }
    }
}
