package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Objects;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Which properties an UPDATE has written. With {@code @DynamicUpdate} these are what Hibernate takes for dirty, which an interceptor or a
 * dirtiness strategy may decide, and what it generates.
 */
final class WrittenProperties {

    private WrittenProperties() {}

    /**
     * Returns what is written where attributes of the row are dirty.
     *
     * @param dirty null for all
     */
    static boolean[] ofUpdate(EntityPersister persister, int @Nullable [] dirty) {
        boolean[] updatable = persister.getPropertyUpdateability();
        if (dirty == null || !HibernateAdapter.isDynamicUpdate(persister)) {
            return updatable;
        }
        boolean[] written = generated(persister);
        for (int property : dirty) {
            written[property] |= updatable[property];
        }
        return written;
    }

    /**
     * Returns what is written where only collections are dirty: there is no UPDATE unless Hibernate sets something, and none but of the
     * version unless a collection has been replaced.
     */
    static boolean[] ofCollections(PostUpdateEvent event) {
        EntityPersister persister = event.getPersister();
        boolean[] generated = generated(persister);
        boolean isGenerated = false;
        for (boolean each : generated) {
            isGenerated |= each;
        }
        boolean isRowWritten = isGenerated || (event.getDirtyProperties().length > 0 && isVersionWritten(event));
        return isRowWritten && !HibernateAdapter.isDynamicUpdate(persister)
                ? persister.getPropertyUpdateability()
                : generated;
    }

    private static boolean isVersionWritten(PostUpdateEvent event) {
        int version = HibernateAdapter.versionIndex(event.getPersister());
        return event.getPersister().isVersioned()
                && (event.getOldState() == null
                        || !Objects.equals(event.getState()[version], event.getOldState()[version]));
    }

    private static boolean[] generated(EntityPersister persister) {
        @Nullable Generator[] generators = HibernateAdapter.generators(persister);
        boolean[] generated = new boolean[persister.getPropertyNames().length];
        for (int i = 0; i < generators.length; i++) {
            Generator generator = generators[i];
            generated[i] = generator != null && generator.generatesOnUpdate();
        }
        return generated;
    }
}
