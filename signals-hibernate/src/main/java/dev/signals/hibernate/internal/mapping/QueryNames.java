package dev.signals.hibernate.internal.mapping;

import org.hibernate.persister.entity.EntityPersister;

/** How entities are named in queries. */
public final class QueryNames {

    private QueryNames() {}

    /** The name of Jakarta Persistence; that in Hibernate is refused where compliance is strict. */
    public static String of(EntityPersister persister) {
        return persister
                .getFactory()
                .getJpaMetamodel()
                .entity(persister.getEntityName())
                .getName();
    }
}
