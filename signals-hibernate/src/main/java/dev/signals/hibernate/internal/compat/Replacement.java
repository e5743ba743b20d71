package dev.signals.hibernate.internal.compat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * A listener in the place of Hibernate's own, which it extends. This is the only way to a step inside what Hibernate's listener
 * does, see decision 19.
 *
 * @param replaced the class of Hibernate's listener
 * @param listener ours
 */
record Replacement<T>(Class<? extends T> replaced, T listener) implements DuplicationStrategy {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");

    /**
     * Puts the listener into its place. A listener of the application, or of another library, is left where it is.
     *
     * @param missed what receivers are not told of in that case
     */
    void register(EventListenerRegistry registry, EventType<T> type, String missed) {
        if (!registerIfPossible(registry, type)) {
            EventListenerGroup<T> group = registry.getEventListenerGroup(type);
            LOG.log(
                    Level.WARNING,
                    "Hibernate's own listener of \"" + type.eventName() + "\", " + replaced.getName()
                            + ", is not there, but " + names(group) + "; so receivers are not told of " + missed
                            + "; leave that listener to Hibernate, and register yours before or behind it");
        }
    }

    /** Puts the listener into its place, if Hibernate's own is there; returns whether it is. */
    boolean registerIfPossible(EventListenerRegistry registry, EventType<T> type) {
        EventListenerGroup<T> group = registry.getEventListenerGroup(type);
        boolean possible = isPresent(group);
        if (possible) {
            group.addDuplicationStrategy(this);
            group.appendListener(listener);
        }
        return possible;
    }

    @SuppressWarnings("deprecation") // as below
    private static String names(EventListenerGroup<?> group) {
        return StreamSupport.stream(group.listeners().spliterator(), false)
                .map(present -> present.getClass().getName())
                .filter(name -> !name.startsWith("dev.signals.hibernate.internal."))
                .collect(Collectors.joining(", "));
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private boolean isPresent(EventListenerGroup<T> group) {
        for (T present : group.listeners()) {
            if (present.getClass() == replaced) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean areMatch(Object added, Object present) {
        return added == listener && present.getClass() == replaced;
    }

    @Override
    public Action getAction() {
        return Action.REPLACE_ORIGINAL;
    }
}
