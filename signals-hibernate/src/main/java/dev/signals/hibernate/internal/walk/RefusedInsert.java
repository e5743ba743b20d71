package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.EntityCallbacks;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.state.ReadableState;
import org.hibernate.event.spi.EventSource;
import org.hibernate.generator.Generator;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A new entity that Hibernate's cascade will not persist, but fail at. */
final class RefusedInsert {

    private RefusedInsert() {}

    /**
     * Returns whether Hibernate will fail, because an identifier or a mandatory value is missing. A callback or an interceptor
     * may still set it, and then the answer is no.
     */
    static boolean isExpected(EntityPersister persister, Object entity, EventSource session) {
        return !EntityCallbacks.hasAny(persister, CallbackType.PRE_PERSIST)
                && !HibernateAdapter.hasInterceptor(session)
                && (isIdentifierMissing(persister, entity, session) || isValueMissing(persister, entity, session));
    }

    private static boolean isIdentifierMissing(EntityPersister persister, Object entity, EventSource session) {
        return !persister.getGenerator().generatesOnInsert()
                && !(persister.getIdentifierMapping() instanceof CompositeIdentifierMapping)
                && AssignedId.of(persister, entity, session) == null;
    }

    /** Does what {@code Nullability.checkNullability} does for the attributes themselves. */
    private static boolean isValueMissing(EntityPersister persister, Object entity, EventSource session) {
        if (!session.getFactory().getSessionFactoryOptions().isCheckNullability()) {
            return false;
        }
        @Nullable Object[] values = ReadableState.of(persister, entity);
        @Nullable Generator[] generators = HibernateAdapter.generators(persister);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null
                    && !persister.getPropertyNullability()[i]
                    && persister.getPropertyInsertability()[i]
                    && i != HibernateAdapter.versionIndex(persister)
                    && (generators[i] == null || !generators[i].generatesSometimes())) {
                return true;
            }
        }
        return false;
    }
}
