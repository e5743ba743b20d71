package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * References to new entities that some receivers have yet to see, while one of those receivers flushes: as the new entity
 * has no row yet, the flush finds what was there before the reference, and the reference is written by the next one.
 */
public final class HiddenReferences {

    private final PreSaveTracker preSaveTracker;
    private final List<Hidden> hidden = new ArrayList<>();

    HiddenReferences(PreSaveTracker preSaveTracker) {
        this.preSaveTracker = preSaveTracker;
    }

    private record Hidden(
            Object owner,
            EntityPersister persister,
            int property,
            @Nullable Object reference) {}

    /**
     * Takes a reference out of an attribute until {@link #restore}.
     *
     * @param loaded what the row holds instead
     */
    public void hide(Object owner, EntityPersister persister, int property, @Nullable Object loaded) {
        hidden.add(new Hidden(owner, persister, property, persister.getValue(owner, property)));
        set(owner, persister, property, loaded);
        if (owner instanceof SelfDirtinessTracker tracker) {
            String[] dirty = tracker.$$_hibernate_getDirtyAttributes();
            tracker.$$_hibernate_clearDirtyAttributes();
            for (String attribute : dirty) {
                if (!attribute.equals(persister.getPropertyNames()[property])) {
                    tracker.$$_hibernate_trackChange(attribute);
                }
            }
        }
    }

    public void restore() {
        for (Hidden each : hidden) {
            set(each.owner, each.persister, each.property, each.reference);
            if (each.owner instanceof SelfDirtinessTracker tracker) {
                tracker.$$_hibernate_trackChange(each.persister.getPropertyNames()[each.property]);
            }
        }
        hidden.clear();
    }

    /** Also in the state that has been announced, since the flush is to find the one it was told. */
    private void set(Object owner, EntityPersister persister, int property, @Nullable Object value) {
        persister.setValue(owner, property, value);
        AnnouncedState announced = preSaveTracker.change(owner);
        if (announced != null) {
            announced.set(property, value);
        }
    }
}
