package dev.signals.hibernate.internal.compat;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
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
        factory.getMappingMetamodel()
                .forEachEntityDescriptor(persister -> found[0] |= hasGenerator(persister) || hasSetter(persister));
        return found[0];
    }

    /** Returns whether the next version of an entity comes from the application. */
    public static boolean generatesVersion(EntityPersister persister) {
        return persister.isVersioned() && isForeign(persister.getVersionGenerator());
    }

    private static boolean hasGenerator(EntityPersister persister) {
        if (isForeign(persister.getGenerator()) || generatesVersion(persister)) {
            return true;
        }
        for (Generator generator : persister.getGenerators()) {
            if (isForeign(generator)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForeign(@Nullable Generator generator) {
        return generator != null && !HibernateAdapter.isHibernates(generator);
    }

    private static boolean hasSetter(EntityPersister persister) {
        EntityIdentifierMapping identifier = persister.getIdentifierMapping();
        boolean isIdSet = identifier.asAttributeMapping() != null
                && isSetter(identifier.asAttributeMapping().getPropertyAccess());
        return isIdSet || hasSetter((ManagedMappingType) persister);
    }

    private static boolean hasSetter(ManagedMappingType type) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            if (isSetter(attribute.getPropertyAccess())
                    || (attribute.isEmbeddedAttributeMapping()
                            && hasSetter(attribute.asEmbeddedAttributeMapping().getEmbeddableTypeDescriptor()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSetter(PropertyAccess access) {
        Object setter = access.getSetter(); // Hibernate is going to remove its interface
        return setter instanceof SetterMethodImpl || (setter != null && !HibernateAdapter.isHibernates(setter));
    }
}
