package dev.signals.hibernate.internal.compat;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
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

    private static final String COMPOSITE = "CompositeGeneratorBuilder$Composite";
    private static final @Nullable Class<?> OPEN_COMPOSITE =
            Methods.typeIfPresent("org.hibernate.tuple.entity.CompositeGeneratorBuilder$CompositeGenerator");
    private static final @Nullable MethodHandle PARTS =
            OPEN_COMPOSITE == null ? null : Methods.find(OPEN_COMPOSITE, "generators");

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
                || Arrays.stream(HibernateAdapter.generators(persister)).anyMatch(ForeignValues::isForeign)
                || (identifier != null && isSetter(identifier.getPropertyAccess()))
                || areIn((ManagedMappingType) persister);
    }

    private static boolean areIn(ManagedMappingType type) {
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = type.getAttributeMapping(i);
            if (isSetter(attribute.getPropertyAccess())
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
        return generator != null && (!HibernateAdapter.isHibernates(generator) || isForeignComposite(generator));
    }

    /**
     * Returns whether a generator of Hibernate calls one of the application for a part of an embeddable. Only 7.4.15 tells which
     * ones it calls, so others may. It calls none if the database generates all parts.
     */
    private static boolean isForeignComposite(Generator generator) {
        if (OPEN_COMPOSITE == null || PARTS == null || !OPEN_COMPOSITE.isInstance(generator)) {
            return generator instanceof BeforeExecutionGenerator
                    && generator.getClass().getName().contains(COMPOSITE);
        }
        try {
            List<?> parts = (List<?>) PARTS.invoke(generator);
            return parts.stream().anyMatch(part -> part instanceof Generator inner && isForeign(inner));
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    private static boolean isSetter(PropertyAccess access) {
        Object setter = access.getSetter(); // Hibernate is going to remove its interface
        return setter instanceof SetterMethodImpl || (setter != null && !HibernateAdapter.isHibernates(setter));
    }
}
