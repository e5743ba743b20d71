package dev.signals.outbox.internal.text;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** Tenants as text. */
public final class Tenants {

    private Tenants() {}

    /** Returns a tenant as text; null without multi-tenancy. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the tenant is one of the factory
    public static @Nullable String text(SessionFactoryImplementor factory, @Nullable Object tenant) {
        return tenant == null ? null : ((JavaType) factory.getTenantIdentifierJavaType()).toString(tenant);
    }
}
