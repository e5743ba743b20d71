package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Objects;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The version that a row must have, and the version that it gets.
 *
 * @param attribute the name of the version
 * @param current the required version
 * @param next the new version
 */
record Version(String attribute, @Nullable Object current, Object next) {

    /** Returns the version of an instance. */
    static Version of(SharedSessionContractImplementor session, QuietTarget target) {
        EntityPersister persister = target.persister();
        Object instance = Objects.requireNonNull(target.instance());
        EntityEntry entry = QuietTarget.entry(session, instance);
        // Like Hibernate, which ignores a value that the application has set.
        Object current = entry == null ? persister.getVersion(instance) : entry.getVersion();
        Object next = persister.getVersionGenerator().generate(session, instance, current, EventType.UPDATE);
        return new Version(persister.getPropertyNames()[HibernateAdapter.versionIndex(persister)], current, next);
    }

    static boolean isGeneratedByDatabase(EntityPersister persister) {
        Generator generator = persister
                .getAttributeMapping(HibernateAdapter.versionIndex(persister))
                .getGenerator();
        return generator != null && generator.generatesOnUpdate() && generator.generatedOnExecution();
    }
}
