package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.ReceiverBeans;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.TimeSetting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SignalSettings} of one session factory, read and checked.
 *
 * @param slow the time from which on a call is slow; null if it is not watched
 * @param receivers the names of receiver classes, or the classes; null if there are none
 * @param beans the beans of a container that have receiver methods
 * @param executor creates the executor when it is first needed
 */
record FactorySettings(
        boolean strict,
        boolean bulk,
        int rounds,
        @Nullable Duration slow,
        @Nullable Object receivers,
        ReceiverBeans beans,
        Supplier<ReceiverExecutor> executor) {

    private static final int DEFAULT_ROUNDS = 100;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if a value is not valid
     */
    static FactorySettings of(Map<String, Object> settings) {
        return new FactorySettings(
                flag(settings, SignalSettings.STRICT, false),
                flag(settings, SignalSettings.BULK, false),
                rounds(settings),
                slow(settings.get(SignalSettings.SLOW)),
                settings.get(SignalSettings.RECEIVERS),
                beans(settings.get(SignalSettings.BEANS)),
                executor(settings));
    }

    /** Returns whether the library is switched on. */
    static boolean isEnabled(Map<String, Object> settings) {
        return flag(settings, SignalSettings.ENABLED, true);
    }

    private static @Nullable Duration slow(@Nullable Object setting) {
        return setting == null ? null : TimeSetting.of(SignalSettings.SLOW, setting);
    }

    private static ReceiverBeans beans(@Nullable Object setting) {
        if (setting == null) {
            return new ReceiverBeans(List.of(), true);
        }
        if (setting instanceof ReceiverBeans beans) {
            return beans;
        }
        throw new IllegalArgumentException("setting " + SignalSettings.BEANS + " is a "
                + setting.getClass().getName() + "; set it in code, to an object of class ReceiverBeans");
    }

    private static Supplier<ReceiverExecutor> executor(Map<String, Object> settings) {
        Object setting = settings.get(SignalSettings.EXECUTOR);
        if (setting == null) {
            return () -> ReceiverExecutor.onVirtualThreads().orderedPerEntity();
        }
        if (setting instanceof ReceiverExecutor executor) {
            return () -> executor;
        }
        throw new IllegalArgumentException("setting " + SignalSettings.EXECUTOR + " is a "
                + setting.getClass().getName() + "; set it in code, to an object of class ReceiverExecutor");
    }

    private static int rounds(Map<String, Object> settings) {
        String setting =
                settings.getOrDefault(SignalSettings.ROUNDS, DEFAULT_ROUNDS).toString();
        if (!setting.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("setting " + SignalSettings.ROUNDS + " is \"" + setting
                    + "\"; valid are whole numbers from 1 on, and the default is " + DEFAULT_ROUNDS);
        }
        return Integer.parseInt(setting);
    }

    private static boolean flag(Map<String, Object> settings, String name, boolean byDefault) {
        Object setting = settings.get(name);
        if (setting == null) {
            return byDefault;
        }
        return switch (setting.toString().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "setting " + name + " is \"" + setting + "\"; valid are true and false");
        };
    }
}
