package dev.signals.hibernate.internal.quiet;

import java.util.Arrays;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.persister.entity.EntityPersister;

/** What is different if Hibernate has enhanced the class of an entity. */
final class Enhanced {

    private Enhanced() {}

    /** The names of the attributes that an instance has noted as changed. */
    static List<String> notedChanges(Object instance) {
        return instance instanceof SelfDirtinessTracker tracker
                ? List.of(tracker.$$_hibernate_getDirtyAttributes())
                : List.of();
    }

    /** Notes changes. */
    static void note(Object instance, List<String> changes) {
        if (instance instanceof SelfDirtinessTracker tracker) {
            changes.forEach(tracker::$$_hibernate_trackChange);
        }
    }

    /**
     * Loads an instance, or what a proxy stands for, unless that has been done. {@code Hibernate.initialize} would drop what has been
     * set in an enhanced reference; reading an attribute that has not been set does not.
     */
    @SuppressWarnings("NullAway") // the value that an attribute has before it is read may be null
    static void load(EntityPersister persister, Object reference) {
        if (!Hibernate.isInitialized(reference) && reference instanceof PersistentAttributeInterceptable enhanced) {
            List<String> set = notedChanges(reference);
            Arrays.stream(persister.getPropertyNames())
                    .filter(name -> !set.contains(name))
                    .findFirst()
                    .ifPresent(name -> enhanced.$$_hibernate_getInterceptor().readObject(reference, name, null));
        } else {
            Hibernate.initialize(reference);
        }
    }
}
