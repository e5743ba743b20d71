package dev.signals.hibernate.internal.listener;

import java.util.Arrays;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;

/** The state of an entity before an UPDATE, as far as Hibernate knows it. */
final class StateBefore {

    private StateBefore() {}

    /**
     * Returns the state before. Where Hibernate knows only what is dirty, properties are marked as not loaded: all of a reference that
     * nobody has loaded, and the dirty ones where it lets a callback write into its own copy of the state.
     *
     * @return null if it is not known at all
     */
    static @Nullable Object @Nullable [] of(PostUpdateEvent event) {
        int[] dirty = event.getDirtyProperties();
        @Nullable Object[] known = event.getOldState();
        if (dirty == null || (known != null && known != event.getState())) {
            return known;
        }
        @Nullable Object[] before = event.getState().clone();
        if (known == null) {
            Arrays.fill(before, LazyPropertyInitializer.UNFETCHED_PROPERTY);
        }
        for (int property : dirty) {
            before[property] = LazyPropertyInitializer.UNFETCHED_PROPERTY;
        }
        return before;
    }
}
