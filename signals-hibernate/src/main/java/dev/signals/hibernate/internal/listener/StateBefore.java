package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.session.SessionState;
import java.util.Arrays;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;

/** The state of an entity before an UPDATE, as far as Hibernate knows it. */
final class StateBefore {

    private StateBefore() {}

    /**
     * Returns the state before an UPDATE. Where Hibernate knows only what is dirty, properties are marked as not loaded: all
     * properties of a reference that is not loaded, or the dirty ones if a callback may write into Hibernate's own copy of
     * the state.
     *
     * @param state what the library keeps for the session; null if that is nothing yet
     * @return null if nothing of the state is known
     */
    static @Nullable Object @Nullable [] of(PostUpdateEvent event, @Nullable SessionState state) {
        int[] dirty = event.getDirtyProperties();
        @Nullable Object[] known = event.getOldState();
        if (dirty == null || (known != null && known != event.getState())) {
            return row(known, state);
        }
        @Nullable Object[] row = known == null ? null : row(known, state);
        @Nullable
        Object[] before = row == null || row == known ? event.getState().clone() : row;
        if (known == null) {
            Arrays.fill(before, LazyPropertyInitializer.UNFETCHED_PROPERTY);
        }
        for (int property : dirty) {
            before[property] = LazyPropertyInitializer.UNFETCHED_PROPERTY;
        }
        return before;
    }

    private static @Nullable Object @Nullable [] row(
            @Nullable Object @Nullable [] known, @Nullable SessionState state) {
        return state == null ? known : state.leftOutValues().row(known);
    }
}
