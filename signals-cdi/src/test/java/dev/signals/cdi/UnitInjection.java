package dev.signals.cdi;

import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Supplier;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jboss.weld.injection.spi.helpers.SimpleResourceReference;

/** What a server does for {@code @PersistenceUnit}, which the repositories of Hibernate have. */
final class UnitInjection implements JpaInjectionServices {

    private final Supplier<EntityManagerFactory> factory;

    UnitInjection(Supplier<EntityManagerFactory> factory) {
        this.factory = factory;
    }

    @Override
    public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(InjectionPoint point) {
        return () -> new SimpleResourceReference<>(factory.get());
    }

    @Override
    public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(InjectionPoint point) {
        throw new UnsupportedOperationException(point.toString());
    }

    @Override
    public void cleanup() {}
}
