package dev.signals.panel;

import dev.signals.hibernate.internal.access.FactoryAccess;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/** The entities that an operation goes on to, as the mapping says. */
final class Cascades {

    private final SessionFactoryImplementor factory;

    /** The names in Jakarta Persistence by those in Hibernate. */
    private final Map<String, String> names = new HashMap<>();

    Cascades(EntityManagerFactory factory, Collection<EntityType<?>> entities) {
        this.factory = FactoryAccess.implementor(factory);
        entities.forEach(entity -> names.put(nameInHibernate(entity), entity.getName()));
    }

    private static String nameInHibernate(EntityType<?> entity) {
        return entity.getJavaType() == null || entity.getJavaType() == Map.class
                ? entity.getName()
                : entity.getJavaType().getName();
    }

    /** Returns the names of the entities to which the associations of an entity cascade. */
    List<String> of(EntityType<?> entity, CascadingAction<?> action) {
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(nameInHibernate(entity));
        Set<String> targets = new LinkedHashSet<>();
        Type[] types = persister.getPropertyTypes();
        for (int property = 0; property < types.length; property++) {
            add(types[property], persister.getPropertyCascadeStyles()[property], action, targets);
        }
        return List.copyOf(targets);
    }

    private void add(Type type, CascadeStyle style, CascadingAction<?> action, Set<String> targets) {
        if (type instanceof CompositeType component) {
            for (int part = 0; part < component.getSubtypes().length; part++) {
                add(component.getSubtypes()[part], component.getCascadeStyle(part), action, targets);
            }
        } else if (type instanceof CollectionType collection) {
            add(collection.getElementType(factory), style, action, targets);
        } else if (type instanceof org.hibernate.type.EntityType association && style.doCascade(action)) {
            String name = association.getAssociatedEntityName();
            targets.add(names.getOrDefault(name, SafeText.shortName(name)));
        }
    }
}
