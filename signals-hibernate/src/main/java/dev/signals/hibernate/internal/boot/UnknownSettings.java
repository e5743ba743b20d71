package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.quiet.ClosestName;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The warning about settings that look like settings of the library but are not. They are not refused, because
 * Hibernate's settings include all system properties, whose names may belong to somebody else.
 */
final class UnknownSettings {

    private static final String PREFIX = "signals.";
    /** The settings of signals-outbox, which knows them itself. */
    private static final String OUTBOX = PREFIX + "outbox";

    private static final String POLICY_OF_ENTITY = SignalSettings.BULK_POLICY + ".";

    private static final List<String> KNOWN = List.of(
            SignalSettings.ENABLED,
            SignalSettings.STRICT,
            SignalSettings.RECEIVERS,
            SignalSettings.BEANS,
            SignalSettings.EXECUTOR,
            SignalSettings.CONTEXT,
            SignalSettings.ROUNDS,
            SignalSettings.TIMELINE,
            SignalSettings.SLOW,
            SignalSettings.BULK,
            SignalSettings.BULK_POLICY);

    /** The limit of edits. More edits make another word. */
    private static final int MOST_EDITS = 3;

    private UnknownSettings() {}

    static void warn(Map<String, Object> settings) {
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!KNOWN.contains(name) && !name.startsWith(POLICY_OF_ENTITY) && !name.startsWith(OUTBOX)) {
                message(name)
                        .ifPresent(message -> System.getLogger("dev.signals.hibernate.ModelSignals")
                                .log(Level.WARNING, message));
            }
        }
    }

    /** Returns the warning about an unknown name; empty if the name probably belongs to somebody else. */
    private static Optional<String> message(String name) {
        Optional<String> nearest = nearest(name);
        if (nearest.isEmpty() && (!name.startsWith(PREFIX) || System.getProperty(name) != null)) {
            return Optional.empty();
        }
        return Optional.of("setting " + name + " is unknown and has no effect; "
                + nearest.map(known -> "the closest known setting is " + known)
                        .orElse("the known settings are " + String.join(", ", KNOWN)));
    }

    private static Optional<String> nearest(String name) {
        String typed = name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
        String own = typed.startsWith("hibernate.") ? typed.substring("hibernate.".length()) : typed;
        if (!own.startsWith("signal")) {
            return Optional.empty();
        }
        String ofEntity = own.replaceFirst("^(\\w+\\.\\w+\\.\\w+)\\..+", "$1");
        return ClosestName.nearest(own, KNOWN, MOST_EDITS)
                .or(() -> ClosestName.nearest(ofEntity, List.of(SignalSettings.BULK_POLICY), MOST_EDITS)
                        .map(policy -> policy + name.substring(name.length() - own.length() + ofEntity.length())));
    }
}
