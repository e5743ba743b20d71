package dev.signals.hibernate.internal.state;

import org.hibernate.EntityNameResolver;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/**
 * The names of entities that only their attribute refers to, as with {@code @Any}. An entity without a class says its name
 * itself. Hibernate would first ask the interceptor ({@code CoordinatingEntityNameResolver}), which is spared here.
 */
final class NamesInAny {

    private final SessionFactoryImplementor factory;

    NamesInAny(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** Returns the name of an entity or a proxy, or the name of the class if nothing is known. */
    String of(Object value) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        if (initializer != null) {
            return initializer.getEntityName();
        }
        for (EntityNameResolver resolver : factory.getSessionFactoryOptions().getEntityNameResolvers()) {
            String name = resolver.resolveEntityName(value);
            if (name != null) {
                return name;
            }
        }
        for (EntityNameResolver resolver : factory.getMappingMetamodel().getEntityNameResolvers()) {
            String name = resolver.resolveEntityName(value);
            if (name != null) {
                return name;
            }
        }
        return Hibernate.getClassLazy(value).getName();
    }
}
