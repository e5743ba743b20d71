package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EmbeddableMappings;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A filter for the properties that Hibernate has found dirty: it keeps only what concerns the row. Hibernate counts an
 * embeddable as dirty if a collection in it has been replaced, as it does with a collection of the entity itself. If nothing in
 * it differs, an enhanced entity has noted that it was set, or an interceptor or a strategy wants it written.
 */
public final class DirtyAttributes {
    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;

    public DirtyAttributes(EntityPersister persister, SharedSessionContractImplementor session) {
        this.persister = persister;
        this.session = session;
    }

    /**
     * Returns whether any of the dirty properties is dirty because of something other than a collection.
     *
     * @param dirty what Hibernate has found; null for nothing
     * @param previous the state before; null if it is not known, and then an embeddable counts
     */
    public boolean isAny(int @Nullable [] dirty, @Nullable Object[] current, @Nullable Object @Nullable [] previous) {
        if (dirty != null) {
            for (int property : dirty) {
                Type type = persister.getPropertyTypes()[property];
                if (previous == null
                        ? !type.isCollectionType()
                        : isOfTheRow(property, current[property], previous[property])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOfTheRow(int property, @Nullable Object current, @Nullable Object previous) {
        Type type = persister.getPropertyTypes()[property];
        if (type.isCollectionType()) {
            return false;
        }
        boolean isWhole = !(type instanceof CompositeType component) || !holdsCollection(component);
        return isWhole
                || current == LazyPropertyInitializer.UNFETCHED_PROPERTY
                || previous == LazyPropertyInitializer.UNFETCHED_PROPERTY
                || isAnyPart((CompositeType) type, EmbeddableMappings.of(persister, property), current, previous)
                || !isAnyCollectionReplaced((CompositeType) type, current, previous);
    }

    static boolean holdsCollection(CompositeType component) {
        for (Type part : component.getSubtypes()) {
            if (part.isCollectionType() || (part instanceof CompositeType inner && holdsCollection(inner))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyPart(
            CompositeType component,
            @Nullable EmbeddableMappingType mapping,
            @Nullable Object current,
            @Nullable Object previous) {
        Type[] types = component.getSubtypes();
        @Nullable Object[] currentParts = parts(component, current);
        @Nullable Object[] previousParts = parts(component, previous);
        for (int i = 0; i < types.length; i++) {
            if (ComparedParts.contain(mapping, component, i, session)
                    && isPartDirty(
                            types[i],
                            EmbeddableMappings.of(mapping, component, i),
                            currentParts[i],
                            previousParts[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyCollectionReplaced(
            CompositeType component, @Nullable Object current, @Nullable Object previous) {
        Type[] types = component.getSubtypes();
        @Nullable Object[] currentParts = parts(component, current);
        @Nullable Object[] previousParts = parts(component, previous);
        for (int i = 0; i < types.length; i++) {
            boolean isEmbeddable = types[i].isComponentType();
            boolean isReplaced = isEmbeddable
                    ? isAnyCollectionReplaced((CompositeType) types[i], currentParts[i], previousParts[i])
                    : (types[i].isCollectionType() && types[i].isDirty(previousParts[i], currentParts[i], session));
            if (isReplaced) {
                return true;
            }
        }
        return false;
    }

    private boolean isPartDirty(
            Type type, @Nullable EmbeddableMappingType mapping, @Nullable Object current, @Nullable Object previous) {
        if (type.isEntityType() || type.isAnyType()) {
            return !RowValue.isSame(type, current, previous, session.getFactory()); // Hibernate may query here.
        }
        if (type instanceof CompositeType component && holdsCollection(component)) {
            return isAnyPart(component, mapping, current, previous);
        }
        return UnloadedReferences.isDirty(type, previous, current, mapping, session);
    }

    private @Nullable Object[] parts(CompositeType component, @Nullable Object value) {
        return value == null ? new Object[component.getSubtypes().length] : component.getPropertyValues(value, session);
    }
}
