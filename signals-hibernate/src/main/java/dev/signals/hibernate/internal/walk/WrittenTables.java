package dev.signals.hibernate.internal.walk;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The tables, as Hibernate names them for queries, that the insertion or deletion of entities writes beside their own. */
final class WrittenTables {

    private WrittenTables() {}

    /** Returns the tables of the collections that an entity has, each as an array. */
    static Stream<Serializable[]> ofCollections(
            EntityPersister persister, Object entity, SharedSessionContractImplementor session) {
        Type[] types = persister.getPropertyTypes();
        return IntStream.range(0, types.length)
                .filter(i -> types[i].isCollectionType() || types[i].isComponentType())
                .boxed()
                .flatMap(i -> ofValue(types[i], persister.getValue(entity, i), session));
    }

    private static Stream<Serializable[]> ofValue(
            Type type, @Nullable Object value, SharedSessionContractImplementor session) {
        if (value == null) {
            return Stream.empty();
        }
        if (type instanceof CollectionType collection) {
            return Stream.<Serializable[]>of(spaces(collection, session.getFactory()));
        }
        if (type instanceof CompositeType component && !type.isAnyType()) {
            Object[] parts = component.getPropertyValues(value, session);
            return IntStream.range(0, parts.length)
                    .boxed()
                    .flatMap(i -> ofValue(component.getSubtypes()[i], parts[i], session));
        }
        return Stream.empty();
    }

    /** Returns the tables of entities of a type and of all that may be deleted along with one, and of their collections. */
    static Stream<Serializable[]> ofDeletion(EntityPersister persister) {
        SessionFactoryImplementor factory = persister.getFactory();
        Stream<EntityPersister> deleted =
                CascadeReachability.reached(CascadingActions.REMOVE, persister, factory).stream()
                        .map(factory.getMappingMetamodel()::getEntityDescriptor);
        return Stream.concat(Stream.of(persister), deleted)
                .flatMap(each -> Stream.concat(
                        Stream.<Serializable[]>of(each.getPropertySpaces()),
                        Arrays.stream(each.getPropertyTypes()).flatMap(type -> ofType(type, factory))));
    }

    private static Stream<Serializable[]> ofType(Type type, SessionFactoryImplementor factory) {
        if (type instanceof CollectionType collection) {
            return Stream.<Serializable[]>of(spaces(collection, factory));
        }
        return type instanceof CompositeType component && !type.isAnyType()
                ? Arrays.stream(component.getSubtypes()).flatMap(part -> ofType(part, factory))
                : Stream.empty();
    }

    private static Serializable[] spaces(CollectionType type, SessionFactoryImplementor factory) {
        return factory.getMappingMetamodel()
                .getCollectionDescriptor(type.getRole())
                .getCollectionSpaces();
    }
}
