package dev.signals.hibernate.internal.compat;

import org.hibernate.bytecode.enhance.internal.tracker.SimpleFieldTracker;
import org.hibernate.engine.spi.ExtendedSelfDirtinessTracker;
import org.hibernate.engine.spi.SelfDirtinessTracker;

/**
 * What an enhanced entity has recorded as changed. It finds out about its collections when it is asked, and records each one
 * whose size differs. If the application sets such a collection back later, the record remains, and Hibernate writes the row.
 * So nobody but Hibernate may ask it without more ado.
 */
public final class RecordedChanges {

    private static final String[] NONE = {};

    private RecordedChanges() {}

    /** Returns the names of the attributes that an entity would give to Hibernate now; it records nothing. */
    public static String[] of(SelfDirtinessTracker entity) {
        if (!entity.$$_hibernate_hasDirtyAttributes()) {
            return NONE;
        }
        if (!(entity instanceof ExtendedSelfDirtinessTracker extended)) {
            return entity.$$_hibernate_getDirtyAttributes().clone();
        }
        SimpleFieldTracker names = new SimpleFieldTracker();
        extended.$$_hibernate_getCollectionFieldDirtyNames(names);
        if (names.isEmpty()) {
            return entity.$$_hibernate_getDirtyAttributes().clone();
        }
        for (String name : soFar(entity)) {
            names.add(name);
        }
        return names.get();
    }

    /** Returns the names of the attributes that an entity has recorded, without collections that it would find now. */
    public static String[] soFar(SelfDirtinessTracker entity) {
        entity.$$_hibernate_suspendDirtyTracking(true); // Hibernate itself never does
        String[] recorded = entity.$$_hibernate_getDirtyAttributes().clone();
        entity.$$_hibernate_suspendDirtyTracking(false);
        return recorded;
    }
}
