package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.mapping.OwnedCollection;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentArrayHolder;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a collection in any form: Hibernate's wrapper, the object that the application has set, or
 * Hibernate's snapshot of the rows. Loads nothing.
 */
public final class Elements {

    private final OwnedCollection collection;
    private final SessionImplementor session;

    public Elements(OwnedCollection collection, SessionImplementor session) {
        this.collection = collection;
        this.session = session;
    }

    /**
     * Returns the elements in their order, without the gaps of a list.
     *
     * @param content an initialized collection, a plain one, a snapshot, or null for none
     */
    public List<Element> of(@Nullable Object content) {
        List<Element> elements = new ArrayList<>();
        Object plain = content instanceof PersistentArrayHolder<?> array ? array.getArray() : content;
        if (plain instanceof Map<?, ?> map) {
            // The snapshot of a set is a map too, and the type may be one of the application.
            boolean isMap = collection.persister().hasIndex();
            map.forEach((key, value) -> add(isMap ? key : null, value, elements));
        } else if (plain instanceof Collection<?> values) {
            values.forEach(value -> add(null, value, elements));
        } else if (plain != null && plain.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(plain); i++) {
                add(null, Array.get(plain, i), elements);
            }
        }
        return elements;
    }

    /**
     * Returns an entity as an element.
     *
     * @param id its identifier; null if it has none yet
     */
    public static Element entity(EntityPersister persister, @Nullable Object id, Object entity) {
        return id == null
                ? Element.unsaved(entity)
                : new Element(RowValue.of(persister.getIdentifierType(), id, persister.getFactory()), id, entity);
    }

    /**
     * Returns an entity, or its proxy, as an element.
     *
     * @param persister the persister of its declared type
     */
    public static Element entity(EntityPersister persister, Object value, SessionImplementor session) {
        return entity(persister, id(persister.getEntityName(), value, session), value);
    }

    /** Returns the element with this identifier, where all elements are entities of one type. */
    public Element of(Object id, Object entity) {
        EntityType type = (EntityType) collection.elementType();
        return new Element(key(type.getAssociatedEntityName(), id), id, entity);
    }

    private void add(@Nullable Object index, @Nullable Object value, List<Element> elements) {
        if (value == null) {
            return;
        }
        Element element = collection.hasEntities() ? entity(value) : value(value);
        if (element != null) {
            elements.add(index == null || collection.hasEntities() ? element : entry(index, element));
        }
    }

    private Element entity(Object value) {
        String entityName = entityName(value);
        EntityPersister persister = session.getFactory().getMappingMetamodel().findEntityDescriptor(entityName);
        Object id = persister == null ? null : id(entityName, value, session);
        if (persister == null || id == null) {
            return Element.unsaved(value); // If it is no entity, Hibernate refuses it in its own words.
        }
        Object key = key(entityName, id);
        boolean any = collection.elementType().isAnyType();
        return new Element(any ? Map.entry(persister.getRootEntityName(), key) : key, id, value);
    }

    private Object key(String entityName, Object id) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        return RowValue.of(persister.getIdentifierType(), id, session.getFactory());
    }

    private String entityName(Object value) {
        if (collection.elementType() instanceof EntityType type) {
            return type.getAssociatedEntityName();
        }
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        return initializer != null ? initializer.getEntityName() : session.bestGuessEntityName(value);
    }

    private static @Nullable Object id(String entityName, Object value, SessionImplementor session) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        if (initializer != null) {
            return initializer.getInternalIdentifier();
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(value);
        return entry != null && entry.getId() != null
                ? entry.getId()
                : ReadableState.id(session.getEntityPersister(entityName, value), value);
    }

    /**
     * Returns the element of a value. It holds a copy, so that later changes of the value do not show in it.
     *
     * @return null if the row holds nothing for the value, so that null is read back
     */
    private @Nullable Element value(Object value) {
        Type type = collection.elementType();
        Object copy = type.deepCopy(value, session.getFactory());
        RowValue key = RowValue.of(type, copy, session.getFactory());
        return copy == null || key.equals(RowValue.of(type, null, session.getFactory()))
                ? null
                : new Element(key, copy, copy);
    }

    private Element entry(Object index, Element element) {
        RowValue key = RowValue.of(collection.indexType(), index, session.getFactory());
        Map.Entry<Object, Object> entry = Map.entry(index, element.value());
        return new Element(Map.entry(key, element.key()), entry, entry);
    }
}
