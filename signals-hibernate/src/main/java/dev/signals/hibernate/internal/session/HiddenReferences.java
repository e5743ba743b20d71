package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.compat.RecordedChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.enhance.spi.interceptor.LazyAttributeLoadingInterceptor;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * References to new entities that have not been sent to all receivers, hidden while one of the receivers flushes. The new
 * entity has no row yet, so this flush finds the previous value and the next flush writes the reference.
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
     * @param loaded the value that the row holds; {@code UNFETCHED_PROPERTY} if nobody has read the attribute
     */
    public void hide(Object owner, EntityPersister persister, int property, @Nullable Object loaded) {
        hidden.add(new Hidden(owner, persister, property, persister.getValue(owner, property)));
        if (loaded == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            set(owner, persister, property, null, loaded);
            markUnread(owner, persister, persister.getPropertyNames()[property]);
        } else {
            set(owner, persister, property, loaded, loaded);
        }
        if (owner instanceof SelfDirtinessTracker tracker) {
            String[] dirty = RecordedChanges.of(tracker);
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
            set(each.owner, each.persister, each.property, each.reference, each.reference);
            if (each.owner instanceof SelfDirtinessTracker tracker) {
                tracker.$$_hibernate_trackChange(each.persister.getPropertyNames()[each.property]);
            }
        }
        hidden.clear();
    }

    /** Has an enhanced owner take a lazy attribute for one that nobody has read or set, so that a flush leaves it out. */
    private static void markUnread(Object owner, EntityPersister persister, String attribute) {
        LazyAttributeLoadingInterceptor lazy = Objects.requireNonNull(
                persister.getBytecodeEnhancementMetadata().extractInterceptor(owner));
        Set<String> read = Set.copyOf(lazy.getInitializedLazyAttributeNames());
        lazy.clearInitializedLazyFields();
        read.stream().filter(name -> !name.equals(attribute)).forEach(lazy::attributeInitialized);
    }

    /** Sets the attribute, and the announced state too: the flush must find the state that was announced. */
    private void set(
            Object owner,
            EntityPersister persister,
            int property,
            @Nullable Object value,
            @Nullable Object announcedValue) {
        persister.setValue(owner, property, value);
        AnnouncedState announced = preSaveTracker.change(owner);
        if (announced != null) {
            announced.set(property, announcedValue);
        }
    }
}
