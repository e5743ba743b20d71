package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.compat.RecordedChanges;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.persister.entity.EntityPersister;

/** The handling of entities whose classes Hibernate has enhanced. */
final class Enhanced {

    private Enhanced() {}

    /** Returns the names of the attributes that an instance has recorded as changed. */
    static List<String> recordedChanges(Object instance) {
        return instance instanceof SelfDirtinessTracker tracker ? List.of(RecordedChanges.of(tracker)) : List.of();
    }

    /** Records attributes as changed. */
    static void recordChanges(Object instance, List<String> changes) {
        if (instance instanceof SelfDirtinessTracker tracker) {
            changes.forEach(tracker::$$_hibernate_trackChange);
        }
    }

    /**
     * Loads an instance, or the entity behind a proxy, unless it is loaded already. {@code Hibernate.initialize} would
     * drop values that were set in an enhanced reference; reading an attribute that was not set keeps them.
     */
    @SuppressWarnings("NullAway") // the value that an attribute has before it is read may be null
    static void load(EntityPersister persister, Object reference) {
        if (!Hibernate.isInitialized(reference) && reference instanceof PersistentAttributeInterceptable enhanced) {
            List<String> set = recordedChanges(reference);
            Arrays.stream(persister.getPropertyNames())
                    .filter(name -> !set.contains(name))
                    .findFirst()
                    .ifPresent(name -> enhanced.$$_hibernate_getInterceptor().readObject(reference, name, null));
        } else {
            Hibernate.initialize(reference);
        }
    }
}
