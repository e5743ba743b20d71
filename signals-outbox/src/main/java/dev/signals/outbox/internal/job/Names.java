package dev.signals.outbox.internal.job;

import java.util.regex.Pattern;

/** The names of durable receivers. */
public final class Names {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private Names() {}

    /**
     * Returns a name.
     *
     * @throws IllegalArgumentException if it is not valid
     */
    public static String checked(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a durable receiver; it has 1 to 100 letters,"
                            + " digits, dots, hyphens and underscores");
        }
        return name;
    }
}
