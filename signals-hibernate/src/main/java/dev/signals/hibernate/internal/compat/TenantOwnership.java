package dev.signals.hibernate.internal.compat;

import org.hibernate.PropertyValueException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.TenantIdMapping;
import org.hibernate.persister.entity.EntityPersister;

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
            if (mapping == null) {
                return false;
            }
            try {
                mapping.validateAssignedValue(entity, id, session);
                return false;
            } catch (PropertyValueException e) {
                return true;
            }
        }
    }
}
