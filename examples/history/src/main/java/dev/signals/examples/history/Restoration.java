package dev.signals.examples.history;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.MapAttribute;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Collection;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Takes an entity back to a version. */
final class Restoration {

    private final Session session;
    private final EntityVersion version;
    private final PlainValues values;
    private final EntityType<?> type;
    private final EntityPersister mapping;

    Restoration(Session session, EntityVersion version) {
        this.session = session;
        this.version = version;
        this.values = new PlainValues(session);
        this.type = session.getMetamodel().entity(version.entityName());
        this.mapping = session.unwrap(SharedSessionContractImplementor.class)
                .getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(type.getJavaType());
    }

    Object run() {
        Object id = values.id(version.entityKey(), type.getIdType().getJavaType());
        Object existing = session.find(type.getJavaType(), id);
        Object entity = existing == null ? created(id) : existing;
        version.state().forEach((attribute, value) -> restore(entity, attribute, value));
        if (existing == null) {
            session.persist(entity);
        }
        return entity;
    }

    /** Returns a new instance, without an identifier if that is generated: {@code persist} refuses it then. */
    private Object created(@Nullable Object id) {
        boolean generated = !mapping.getIdentifierType().isComponentType()
                && mapping.getGenerator().generatesOnInsert();
        return mapping.instantiate(generated ? null : id, session.unwrap(SharedSessionContractImplementor.class));
    }

    private void restore(Object entity, String name, @Nullable Object value) {
        AttributeMapping target = mapping.findAttributeMapping(name);
        if (target == null) {
            return; // the class no longer has it
        }
        Attribute<?, ?> attribute = type.getAttribute(name);
        if (attribute instanceof PluralAttribute<?, ?, ?> plural) {
            fill(entity, target, collection(plural, value));
        } else if (!((SingularAttribute<?, ?>) attribute).isVersion()) {
            target.setValue(entity, values.as(value, attribute.getJavaType()));
        }
    }

    private @Nullable Object collection(PluralAttribute<?, ?, ?> attribute, @Nullable Object value) {
        Class<?> element = attribute.getElementType().getJavaType();
        return attribute instanceof MapAttribute<?, ?, ?> map
                ? values.as(value, attribute.getJavaType(), map.getKeyJavaType(), element)
                : values.as(value, attribute.getJavaType(), element);
    }

    /** Fills the collection that is there, since Hibernate compares what is in it with what was in it. */
    @SuppressWarnings("unchecked") // the elements are of the type that the collection is mapped with
    private static void fill(Object entity, AttributeMapping target, @Nullable Object content) {
        Object collection = target.getValue(entity);
        if (collection instanceof Collection<?> existing && content instanceof Collection<?> elements) {
            existing.clear();
            ((Collection<Object>) existing).addAll(elements);
        } else if (collection instanceof Map<?, ?> existing && content instanceof Map<?, ?> entries) {
            existing.clear();
            ((Map<Object, Object>) existing).putAll(entries);
        } else {
            target.setValue(entity, content);
        }
    }
}
