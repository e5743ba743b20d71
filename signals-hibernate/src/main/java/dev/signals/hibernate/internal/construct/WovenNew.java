package dev.signals.hibernate.internal.construct;

import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * What code calls into which {@code signals-weaver} has woven signals around {@code new}.
 *
 * <p>Compiled classes contain its name and the signatures of its methods. They must stay as they are.
 */
public final class WovenNew {

    private static final Constructions OF_PROCESS = Constructions.OF_PROCESS;

    private WovenNew() {}

    /**
     * Returns whether {@link #before} has to be called. As long as nobody has ever listened, it is one read of a field.
     *
     * @param type the class of the object
     */
    public static boolean isHeard(Class<?> type) {
        return OF_PROCESS.isHeardBefore(type);
    }

    /**
     * Announces that a constructor is about to be called.
     *
     * @param type the class of the object
     * @param arguments the arguments of the constructor; not changed by the caller afterwards
     */
    public static void before(Class<?> type, @Nullable Object[] arguments) {
        OF_PROCESS.beforeNew(
                type, Collections.<@Nullable Object>unmodifiableList(Arrays.<@Nullable Object>asList(arguments)));
    }

    /** Announces an object whose constructor has ended. */
    public static void after(Object instance) {
        if (OF_PROCESS.isHeardAfter(instance.getClass())) {
            OF_PROCESS.afterNew(instance);
        }
    }
}
