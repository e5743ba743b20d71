package dev.signals.hibernate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link QuietUpdate} does, and the way to make one by {@link ModelSignals#quietWrite}; each method as there. */
public interface QuietWrite {

    /** Does what {@link QuietUpdate#set} does. */
    void set(String attribute, @Nullable Object value);

    /** Does what {@link QuietUpdate#increment} does. */
    void increment(String attribute, Number by);

    /** Does what {@link QuietUpdate#withVersionCheck} does. */
    void withVersionCheck();

    /** Does what {@link QuietUpdate#where} does. */
    void where(String condition, Map<String, ?> parameters);

    /** Does what {@link QuietUpdate#execute} does. */
    int execute();
}
