package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.RowValue;
import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What the rows hold in the place of values that an INSERT or UPDATE of the session has left out, because they are not
 * insertable or not updatable, for example, or because an interceptor does not find them dirty.
 *
 * <p>Hibernate goes on with the left-out value of the instance as the loaded state ({@code EntityEntryImpl.postUpdate}), until
 * it reads the row into another array, by {@code refresh} or after {@code clear}. So the array is the key, compared by
 * identity, and a weak one: what is kept here goes with the array. Usually there is nothing to keep.
 */
public final class LeftOutValues {

    /** Stands for a value that the row has as Hibernate has it. */
    private static final Object SAME = new Object();

    /** By the array of Hibernate: what the row holds, or SAME. A receiver in another thread may ask for what was deleted. */
    private @Nullable Map<@Nullable Object[], @Nullable Object[]> byLoaded;

    LeftOutValues() {}

    /** Returns whether any value has been left out. */
    public boolean isAny() {
        return byLoaded != null;
    }

    /** Returns what the row holds for a loaded state: usually the same array, otherwise a copy with the values of the row. */
    public @Nullable Object @Nullable [] row(@Nullable Object @Nullable [] loaded) {
        return loaded == null ? null : in(loaded, loaded);
    }

    /**
     * Returns a state that Hibernate has derived from a loaded state with the values of the row.
     *
     * @return the same array if nothing is left out, otherwise a copy
     */
    public @Nullable Object[] in(@Nullable Object[] loaded, @Nullable Object[] derived) {
        @Nullable Object[] leftOut = find(loaded);
        if (leftOut == null) {
            return derived;
        }
        @Nullable Object[] row = derived.clone();
        for (int i = 0; i < row.length; i++) {
            row[i] = leftOut[i] == SAME ? row[i] : leftOut[i];
        }
        return row;
    }

    /**
     * Returns what the row holds before a change, as far as the change is concerned: a value that is as Hibernate has it is
     * not written, even if the row holds another one.
     */
    public @Nullable Object @Nullable [] before(
            EntityPersister persister, @Nullable Object @Nullable [] loaded, @Nullable Object[] changed) {
        @Nullable Object[] row = row(loaded);
        for (int i = 0; row != null && loaded != null && row != loaded && i < row.length; i++) {
            if (isSame(persister, i, loaded[i], changed[i])) {
                row[i] = loaded[i];
            }
        }
        return row;
    }

    /** Records what a row holds after a write. */
    public void written(SaveRecord save) {
        @Nullable Object[] leftOut = save.newState() == save.loaded() ? null : leftOut(save);
        Map<@Nullable Object[], @Nullable Object[]> all = byLoaded;
        if (all == null && leftOut != null) {
            all = new WeakHashMap<>();
            byLoaded = all;
        }
        if (all != null) {
            synchronized (all) {
                if (leftOut == null) {
                    all.remove(save.loaded());
                } else {
                    all.put(save.loaded(), leftOut);
                }
            }
        }
    }

    private @Nullable Object @Nullable [] find(@Nullable Object[] loaded) {
        Map<@Nullable Object[], @Nullable Object[]> all = byLoaded;
        if (all == null) {
            return null;
        }
        synchronized (all) {
            return all.get(loaded);
        }
    }

    private static @Nullable Object @Nullable [] leftOut(SaveRecord save) {
        @Nullable Object[] row = save.newState();
        @Nullable Object[] loaded = save.loaded();
        @Nullable Object[] leftOut = null;
        for (int i = 0; i < row.length; i++) {
            // Hibernate may still read into the array what is not loaded.
            if (loaded[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY
                    && !isSame(save.persister(), i, row[i], loaded[i])) {
                if (leftOut == null) {
                    leftOut = new Object[row.length];
                    Arrays.fill(leftOut, SAME);
                }
                leftOut[i] = row[i];
            }
        }
        return leftOut;
    }

    private static boolean isSame(
            EntityPersister persister, int property, @Nullable Object one, @Nullable Object other) {
        Type type = persister.getPropertyTypes()[property];
        return RowValue.isSame(type, one, other, persister.getFactory());
    }
}
