package dev.signals.hibernate.internal.mapping;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The names of entities in queries. */
public final class QueryNames {

    private QueryNames() {}

    /**
     * Returns the name of an entity in queries: the name in Hibernate, which cannot be mistaken for a word of the query
     * language as {@code Versioned} or {@code Order} can. If strict compliance allows only the name in Jakarta
     * Persistence, it is that.
     */
    public static String of(EntityPersister persister) {
        SessionFactoryImplementor factory = persister.getFactory();
        return factory.getSessionFactoryOptions().getJpaCompliance().isJpaQueryComplianceEnabled()
                ? factory.getJpaMetamodel().entity(persister.getEntityName()).getName()
                : persister.getEntityName();
    }
}
