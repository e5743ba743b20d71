package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.access.ObjectText;
import java.util.StringJoiner;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Texts of identifiers. An entity inside an identifier is named by its own identifier: its {@code toString} may fail, or
 * load the entity while the rows of a query are being read. If the class of an identifier fails, the text says so.
 */
public final class IdentifierText {

    private final SessionFactoryImplementor factory;
    private final References references;

    private IdentifierText(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.references = new References(factory);
    }

    /** Returns the text of an identifier of an entity. */
    public static String of(EntityPersister persister, Object id) {
        return ObjectText.of(
                id.getClass(), () -> new IdentifierText(persister.getFactory()).ofIdentifier(persister, id));
    }

    private String ofIdentifier(EntityPersister persister, Object id) {
        Type type = persister.getIdentifierType();
        // Without an @IdClass, an entity with several identifiers is its own identifier.
        return type instanceof CompositeType component
                        && persister.getMappedClass().isInstance(id)
                ? ofParts(component, id)
                : ofValue(type, id);
    }

    private String ofValue(Type type, @Nullable Object value) {
        if (value != null && (type.isEntityType() || type.isAnyType())) {
            return ofReference(type, value);
        }
        return value != null && type instanceof CompositeType component && refersToEntity(component)
                ? ofParts(component, value)
                : String.valueOf(value);
    }

    private String ofReference(Type type, Object value) {
        Object id = references.toId(type, value);
        if (id == null) {
            return "new";
        }
        return type instanceof EntityType entity
                ? ofIdentifier(factory.getMappingMetamodel().getEntityDescriptor(entity.getAssociatedEntityName()), id)
                : id.toString();
    }

    private String ofParts(CompositeType component, Object value) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        Object[] parts = component.getPropertyValues(value);
        for (int i = 0; i < parts.length; i++) {
            text.add(component.getPropertyNames()[i] + "=" + ofValue(component.getSubtypes()[i], parts[i]));
        }
        return text.toString();
    }

    private static boolean refersToEntity(CompositeType component) {
        for (Type part : component.getSubtypes()) {
            if (part.isEntityType()
                    || part.isAnyType()
                    || (part instanceof CompositeType inner && refersToEntity(inner))) {
                return true;
            }
        }
        return false;
    }
}
