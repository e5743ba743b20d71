package dev.signals.outbox.internal.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The change of an attribute as JSON. The new value is most often in the state of the row too, and then only there:
 *
 * <table>
 * <caption>What is written</caption>
 * <tr><td>{@code []}</td><td>the new value is in the state, the old one is not known</td></tr>
 * <tr><td>{@code [old]}</td><td>the new value is in the state</td></tr>
 * <tr><td>{@code [old, new]}</td><td>it is not</td></tr>
 * <tr><td>{@code {"new": new}}</td><td>nor is the old one known</td></tr>
 * </table>
 */
final class ChangeText {

    static final Object IN_STATE = List.of();

    private static final String NEW = "new";

    private ChangeText() {}

    static Object ofOld(@Nullable Object oldValue) {
        return Collections.singletonList(oldValue);
    }

    static Object ofNew(@Nullable Object newValue) {
        return Collections.singletonMap(NEW, newValue);
    }

    static Object of(@Nullable Object oldValue, @Nullable Object newValue) {
        return Arrays.asList(oldValue, newValue);
    }

    static boolean hasNew(Object json) {
        return json instanceof Map || ((List<?>) json).size() > 1;
    }

    static @Nullable Object newOf(Object json) {
        return json instanceof Map<?, ?> map ? map.get(NEW) : ((List<?>) json).get(1);
    }

    static boolean hasOld(Object json) {
        return json instanceof List<?> list && !list.isEmpty();
    }

    static @Nullable Object oldOf(Object json) {
        return ((List<?>) json).get(0);
    }
}
