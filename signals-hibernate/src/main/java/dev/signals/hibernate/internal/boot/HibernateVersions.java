package dev.signals.hibernate.internal.boot;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The versions of Hibernate that the library supports. This class uses nothing of Hibernate. */
final class HibernateVersions {

    /** The newest minor version of each major one. */
    private static final Map<Integer, Integer> NEWEST_MINOR = Map.of(7, 4, 8, 0);

    private static final String SUPPORTED = "7.0 to 8.0";
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

    private HibernateVersions() {}

    /**
     * Returns whether the library can run. A text that is no version number, as a custom build may have, counts as
     * supported.
     */
    static boolean isSupported(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return !numbers.matches() || NEWEST_MINOR.containsKey(Integer.parseInt(numbers.group(1)));
    }

    /**
     * Refuses a version that the library cannot run on, and warns about a version that is newer than the library.
     *
     * @throws IllegalStateException if the version is not supported
     */
    static void check(String version) {
        if (!isSupported(version)) {
            throw new IllegalStateException("signals-hibernate works with Hibernate " + SUPPORTED
                    + ", but this is Hibernate " + version
                    + "; use one of these versions, or switch the library off with signals.enabled=false");
        }
        if (isNewer(version)) {
            System.getLogger("dev.signals.hibernate.ModelSignals")
                    .log(
                            Level.WARNING,
                            "signals-hibernate is known to work with Hibernate " + SUPPORTED
                                    + ", but this is Hibernate " + version
                                    + "; look for a newer version of signals-hibernate");
        }
    }

    /** Returns whether a supported version is newer than the versions that the library has been tested with. */
    static boolean isNewer(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        @Nullable Integer newest = numbers.matches() ? NEWEST_MINOR.get(Integer.parseInt(numbers.group(1))) : null;
        return newest != null && Integer.parseInt(numbers.group(2)) > newest;
    }
}
