package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.state.EmbeddableMappings;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.event.spi.EventSource;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** References to entities that are not managed yet. They have no identifier that could be compared. */
final class NewReferences {

    private NewReferences() {}

    /**
     * Returns whether the row of an entity refers to an entity that is not managed yet. Hibernate inserts null for such a
     * reference.
     */
    static boolean areIn(EventSource session, EntityPersister persister, Object entity) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean mayRefer = types[i].isEntityType() || types[i].isComponentType();
            if (mayRefer
                    && Cascades.isLoaded(persister, entity, i)
                    && isNew(session, types[i], null, persister.getValue(entity, i), null)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a state of an entity has such a reference in place of what the state before has. */
    static boolean areSet(
            EventSource session, EntityPersister persister, @Nullable Object[] current, @Nullable Object[] previous) {
        for (int i = 0; i < current.length; i++) {
            if (persister.getPropertyUpdateability()[i]
                    && isNew(
                            session,
                            persister.getPropertyTypes()[i],
                            EmbeddableMappings.of(persister, i),
                            current[i],
                            previous[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNew(
            EventSource session,
            Type type,
            @Nullable EmbeddableMappingType mapping,
            @Nullable Object current,
            @Nullable Object previous) {
        if (current == null || current == previous) {
            return false;
        }
        if (type.isEntityType() || type.isAnyType()) {
            return HibernateProxy.extractLazyInitializer(current) == null
                    && session.getPersistenceContextInternal().getEntry(current) == null
                    && !RowValue.isSame(
                            type,
                            previous,
                            current,
                            session.getFactory()); // It may be a detached instance with the same identifier.
        }
        if (type instanceof CompositeType component) {
            Object[] currentParts = component.getPropertyValues(current, session);
            Object[] previousParts =
                    previous == null ? new Object[currentParts.length] : component.getPropertyValues(previous, session);
            for (int i = 0; i < currentParts.length; i++) {
                if (ComparedParts.contain(mapping, component, i, session)
                        && isNew(
                                session,
                                component.getSubtypes()[i],
                                EmbeddableMappings.of(mapping, component, i),
                                currentParts[i],
                                previousParts[i])) {
                    return true;
                }
            }
        }
        return false;
    }
}
