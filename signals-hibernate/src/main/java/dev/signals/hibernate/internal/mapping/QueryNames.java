package dev.signals.hibernate.internal.mapping;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** How entities are named in queries. */
public final class QueryNames {

    private QueryNames() {}

    /**
     * The name in Hibernate, which cannot be taken for a word of the language as {@code Versioned} or {@code Order} can; that of
     * Jakarta Persistence where compliance is strict and nothing else is allowed.
     */
    public static String of(EntityPersister persister) {
        SessionFactoryImplementor factory = persister.getFactory();
        return factory.getSessionFactoryOptions().getJpaCompliance().isJpaQueryComplianceEnabled()
                ? factory.getJpaMetamodel().entity(persister.getEntityName()).getName()
                : persister.getEntityName();
    }
}
