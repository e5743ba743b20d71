package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.compat.RecordedChanges;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.CollectionTracker;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.persister.entity.EntityPersister;

/** The handling of entities whose classes Hibernate has enhanced. */
final class Enhanced {

    private Enhanced() {}

    /** Returns the names of the attributes that an instance has recorded as changed so far. */
    static List<String> recordedChanges(Object instance) {
        return instance instanceof SelfDirtinessTracker tracker ? List.of(RecordedChanges.soFar(tracker)) : List.of();
    }

    /**
     * Has an instance forget changes of written attributes. It can only forget all changes, and then takes the present sizes
     * of all its collections for those of the row. So what it knows of other attributes is put back.
     */
    static void forgetChanges(Object instance, EntityPersister persister, Predicate<String> written) {
        if (!(instance instanceof SelfDirtinessTracker tracker)) {
            return;
        }
        List<String> others =
                recordedChanges(instance).stream().filter(written.negate()).toList();
        String[] names = persister.getPropertyNames();
        int[] sizes = sizes(tracker, names);
        tracker.$$_hibernate_clearDirtyAttributes();
        others.forEach(tracker::$$_hibernate_trackChange);
        int[] cleared = sizes(tracker, names);
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != cleared[i] && !written.test(names[i])) {
                tracker.$$_hibernate_getCollectionTracker().add(names[i], sizes[i]);
            }
        }
    }

    /** Returns the sizes of collections at the last flush, as far as an instance knows them; none if it has no collections. */
    private static int[] sizes(SelfDirtinessTracker tracker, String[] names) {
        CollectionTracker sizes = tracker.$$_hibernate_getCollectionTracker(); // null before the first flush
        return sizes == null
                ? new int[0]
                : Arrays.stream(names).mapToInt(sizes::getSize).toArray();
    }

    /**
     * Loads an instance, or the entity behind a proxy, unless it is loaded already. {@code Hibernate.initialize} would
     * drop values that were set in an enhanced reference; reading an attribute keeps them. None is read, because it might be
     * lazy and have a SELECT of its own.
     */
    @SuppressWarnings("NullAway") // initializeEnhancedEntityUsedAsProxy takes null for no attribute
    static void load(Object reference) {
        if (!Hibernate.isInitialized(reference) && reference instanceof PersistentAttributeInterceptable enhanced) {
            enhanced.$$_hibernate_getInterceptor().readObject(reference, null, null);
        } else {
            Hibernate.initialize(reference);
        }
    }
}
