package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The state of a row that has just been inserted. */
public final class InsertedState {

    private InsertedState() {}

    /**
     * Returns the state without the values that the INSERT has left out and a later UPDATE may write. A value that is neither
     * inserted nor updated stays: another attribute writes its column.
     */
    public static @Nullable Object[] of(EntityPersister persister, @Nullable Object[] state) {
        boolean[] insertable = persister.getPropertyInsertability();
        @Nullable Object[] inserted = state;
        for (int i = 0; i < state.length; i++) {
            if (!insertable[i] && state[i] != null && isLeftOut(persister, i)) {
                inserted = inserted == state ? state.clone() : inserted;
                inserted[i] = null;
            }
        }
        return inserted;
    }

    private static boolean isLeftOut(EntityPersister persister, int property) {
        @Nullable Generator[] generators = HibernateAdapter.generators(persister);
        Generator generator = property < generators.length ? generators[property] : null;
        return persister.getPropertyUpdateability()[property]
                && !persister.getPropertyTypes()[property].isCollectionType()
                && (generator == null || !generator.generatesOnInsert() || !generator.generatedOnExecution());
    }
}
