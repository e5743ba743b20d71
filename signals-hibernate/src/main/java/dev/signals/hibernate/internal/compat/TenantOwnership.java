package dev.signals.hibernate.internal.compat;

import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.TenantIdMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** To which tenant an instance says that it belongs. Since 7.4.15, Hibernate deletes no row of another tenant. */
public final class TenantOwnership {

    private static final boolean IS_CHECKED =
            Methods.findIfPresent(EntityPersister.class, "getTenantIdMapping") != null;

    private TenantOwnership() {}

    /**
     * Returns whether Hibernate may refuse to delete an unmanaged instance, because it does not say that it belongs to the tenant of
     * the session.
     */
    public static boolean mayBeOfAnother(
            EntityPersister persister, Object entity, Object id, SharedSessionContractImplementor session) {
        return IS_CHECKED && Mappings.mayBeOfAnother(persister, entity, id, session);
    }

    /** Separate, so that its types are loaded only where Hibernate has them. */
    private static final class Mappings {

        static boolean mayBeOfAnother(
                EntityPersister persister, Object entity, Object id, SharedSessionContractImplementor session) {
            TenantIdMapping mapping = persister.getTenantIdMapping();
            if (mapping == null || session.isRootTenant()) {
                return false;
            }
            Object tenant = tenant(mapping, entity, id, session);
            return !Objects.equals(tenant, session.getTenantIdentifierValue());
        }

        private static @Nullable Object tenant(
                TenantIdMapping mapping, Object entity, Object id, SharedSessionContractImplementor session) {
            AttributeMapping attribute = mapping.getAttributeMapping();
            return attribute == null ? mapping.getTenantIdFromIdentifier(id, session) : attribute.getValue(entity);
        }
    }
}
