package dev.signals.hibernate.internal.compat;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.PropertyAccess;
import org.hibernate.property.access.spi.SetterMethodImpl;
import org.jspecify.annotations.Nullable;

/**
 * The code of the application that Hibernate calls in a flush for the values of an entity: generators, which may change the
 * entities that theirs refers to, and setters.
 */
public final class ForeignValues {

    private ForeignValues() {}

    /** Returns whether any entity type of a factory has a generator of the application, or an attribute with a setter. */
    public static boolean areIn(SessionFactoryImplementor factory) {
        boolean[] found = {false};
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> found[0] |= areIn(persister));
        return found[0];
    }

    private static boolean areIn(EntityPersister persister) {
        AttributeMapping identifier = persister.getIdentifierMapping().asAttributeMapping();
        return isForeign(persister.getGenerator())
                || generatesVersion(persister)
                || (identifier != null && isSetter(identifier.getPropertyAccess()))
                || areIn((ManagedMappingType) persister);
    }

    private static boolean areIn(ManagedMappingType type) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            if (isForeign(attribute.getGenerator())
                    || isSetter(attribute.getPropertyAccess())
                    || (attribute.isEmbeddedAttributeMapping()
                            && areIn(attribute.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor()))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the next version of an entity comes from the application. */
    public static boolean generatesVersion(EntityPersister persister) {
        return persister.isVersioned() && isForeign(persister.getVersionGenerator());
    }

    private static boolean isForeign(@Nullable Generator generator) {
        return generator != null && !HibernateAdapter.isHibernates(generator);
    }

    private static boolean isSetter(PropertyAccess access) {
        Object setter = access.getSetter(); // Hibernate is going to remove its interface
        return setter instanceof SetterMethodImpl || (setter != null && !HibernateAdapter.isHibernates(setter));
    }
}
