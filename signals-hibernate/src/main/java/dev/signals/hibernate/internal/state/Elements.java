package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.mapping.OwnedCollection;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.collection.spi.PersistentArrayHolder;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.EntityType;
import org.hibernate.type.MapType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a collection, in whatever form it comes: as Hibernate wraps it, as the application sets it, or as
 * Hibernate's snapshot of what the rows say. Loads nothing.
 */
public final class Elements {

    private final OwnedCollection collection;
    private final SessionImplementor session;

    public Elements(OwnedCollection collection, SessionImplementor session) {
        this.collection = collection;
        this.session = session;
    }

    /**
     * The elements in their order, without the gaps of a list.
     *
     * @param content an initialized collection, a plain one, a snapshot, or null for none
     */
    public List<Element> of(@Nullable Object content) {
        List<Element> elements = new ArrayList<>();
        Object plain = content instanceof PersistentArrayHolder<?> array ? array.getArray() : content;
        if (plain instanceof Map<?, ?> map) {
            // The snapshot of a set is a map too.
            boolean isMap = collection.type() instanceof MapType;
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

    private void add(@Nullable Object index, @Nullable Object value, List<Element> elements) {
        if (value == null) {
            return;
        }
        elements.add(collection.hasEntities() ? entity(value) : index == null ? value(value) : entry(index, value));
    }

    private Element entity(Object value) {
        String entityName = entityName(value);
        Object id = id(entityName, value);
        if (id == null) {
            return Element.unsaved(value);
        }
        boolean any = collection.elementType().isAnyType();
        return new Element(any ? Map.entry(entityName, id) : id, id, value);
    }

    private String entityName(Object value) {
        if (collection.elementType() instanceof EntityType type) {
            return type.getAssociatedEntityName();
        }
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        return initializer != null ? initializer.getEntityName() : session.bestGuessEntityName(value);
    }

    private @Nullable Object id(String entityName, Object value) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(value);
        if (initializer != null) {
            return initializer.getInternalIdentifier();
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(value);
        return entry != null && entry.getId() != null
                ? entry.getId()
                : session.getEntityPersister(entityName, value).getIdentifier(value, session);
    }

    private Element value(Object value) {
        Type type = collection.elementType();
        Object copy = Objects.requireNonNull(type.deepCopy(value, session.getFactory()));
        return new Element(new Typed(type, copy), copy, copy);
    }

    private Element entry(Object index, Object value) {
        Element element = value(value);
        Map.Entry<Object, Object> entry = Map.entry(index, element.value());
        return new Element(Map.entry(index, element.key()), entry, entry);
    }

    /** A value, compared as Hibernate compares values of its type: an embeddable need not have {@code equals}. */
    private record Typed(Type type, Object value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Typed typed && type.isEqual(value, typed.value);
        }

        @Override
        public int hashCode() {
            return type.getHashCode(value);
        }
    }
}
