package dev.signals.hibernate.internal.mapping;

import dev.signals.Connection;
import dev.signals.hibernate.internal.connect.DurableDelivery;
import dev.signals.hibernate.internal.connect.EntityRule;
import dev.signals.hibernate.internal.connect.ModelPart;
import dev.signals.hibernate.internal.connect.SenderTypeRule;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.metamodel.MappingMetamodel;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the signals of one session factory. It knows the entities, and refuses receivers for entities and
 * attributes that do not exist.
 */
public final class EntityConnectionRule implements EntityRule {

    private final String factory;
    private final Map<String, Class<?>> classes;
    private final Map<String, String> shortNames;
    private final CollectionAttributes collections;
    private final ChangingAttributes changing;

    /** Null until the factory is complete. */
    private volatile @Nullable MappingMetamodel metamodel;

    public EntityConnectionRule(String factory, MappedEntities entities) {
        this.factory = factory;
        this.classes = entities.classesByName();
        this.shortNames = entities.shortNames();
        this.collections = new CollectionAttributes(entities.collections());
        this.changing = new ChangingAttributes(entities.changingAttributes());
    }

    /** Checks a connection to the signals of this factory. */
    @Override
    public void check(Connection connection) {
        SenderTypeRule.INSTANCE.check(connection);
        String fault = fault(connection);
        MappingMetamodel complete = metamodel;
        if (fault == null && complete != null) {
            fault = faultOfDurable(connection, complete);
        }
        if (fault != null) {
            throw new IllegalArgumentException("cannot connect " + connection + ": " + fault);
        }
    }

    /** Checks what only the complete factory shows: whether events of entities can be written down. */
    public void complete(MappingMetamodel complete, List<Connection> connections) {
        metamodel = complete;
        for (Connection connection : connections) {
            String fault = faultOfDurable(connection, complete);
            if (fault != null) {
                throw new IllegalStateException(connection + " cannot be called: " + fault);
            }
        }
    }

    private @Nullable String faultOfDurable(Connection connection, MappingMetamodel complete) {
        if (!(connection.delivery().orElse(null) instanceof DurableDelivery durable)) {
            return null;
        }
        for (String entity : classes.keySet()) {
            String fault =
                    isFor(connection, entity) ? durable.fault(connection, complete.getEntityDescriptor(entity)) : null;
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private boolean isFor(Connection connection, String entity) {
        return name(connection)
                .map(name -> entity.equals(fullName(name)))
                .orElseGet(() -> connection
                        .sender()
                        .map(sender ->
                                matches(sender, connection.includesSubtypes(), classes.getOrDefault(entity, Map.class)))
                        .orElse(connection.isForAnySender()));
    }

    /**
     * Checks the connections to the signals of the process at start-up, when the entities of one factory are known.
     */
    public void checkProcessWide(List<Connection> connections) {
        connections.forEach(this::addNames);
        DuplicateConnections.close(connections).forEach(this::checkProcessWide);
    }

    /**
     * Checks a connection to the signals of the process at start-up. The connection may be meant for another factory,
     * so a class with {@code @Entity} gets the benefit of the doubt.
     */
    private void checkProcessWide(Connection connection) {
        Class<?> sender = connection.sender().orElse(null);
        boolean mayBelongElsewhere =
                sender != null && (connection.includesSubtypes() || sender.isAnnotationPresent(Entity.class));
        boolean isHere = sender != null && classes.containsValue(sender);
        boolean isForAny = connection.isForAnySender() && name(connection).isEmpty();
        String fault = (mayBelongElsewhere && !isHere) || isForAny ? null : fault(connection);
        if (fault != null) {
            throw new IllegalStateException(connection + " can never be called: " + fault
                    + "; if it belongs to another session factory, connect with ModelSignals.of(thatFactory)");
        }
    }

    @Override
    public @Nullable NamedEntity find(String entityName) {
        String full = fullName(entityName);
        Class<?> type = full == null ? null : classes.get(full);
        if (full == null || type == null) {
            return null;
        }
        boolean alone = type != Map.class
                && classes.values().stream().filter(type::equals).count() == 1;
        return new NamedEntity(type, namesOf(full), alone);
    }

    @Override
    public boolean concerns(Object sender) {
        return sender instanceof Class<?> type
                ? classes.values().stream().anyMatch(type::isAssignableFrom)
                : fullName((String) sender) != null;
    }

    private List<String> namesOf(String full) {
        return Stream.concat(
                        Stream.of(full),
                        shortNames.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(full))
                                .map(Map.Entry::getKey))
                .distinct()
                .toList();
    }

    /** Adds to a connection by name the other names that its entity has in this factory. */
    public void addNames(Connection connection) {
        connection.part().ifPresent(part -> {
            ModelPart<?> model = (ModelPart<?>) part;
            NamedEntity entity = model.entityName().map(this::find).orElse(null);
            if (entity != null) {
                model.addNames(entity.names());
            }
        });
    }

    /**
     * Returns the name in Hibernate of an entity that is named in Hibernate or in Jakarta Persistence; null if there is
     * none.
     */
    public @Nullable String fullName(String entityName) {
        String full = shortNames.getOrDefault(entityName, entityName);
        return classes.containsKey(full) ? full : null;
    }

    /** Returns whether a class is the class of an entity of this factory. */
    public boolean has(Class<?> type) {
        return classes.containsValue(type);
    }

    /** Returns whether a connection can be called for any entity of this factory. */
    public boolean includeAnyFor(Connection connection) {
        return fault(connection) == null;
    }

    private @Nullable String fault(Connection connection) {
        String ofObject = EntityRule.faultOfObject(connection);
        if (ofObject != null) {
            return ofObject;
        }
        Optional<String> name = name(connection);
        if (name.isPresent()) {
            String full = fullName(name.get());
            return full != null
                    ? changing.fault(connection, full::equals)
                    : "no entity of session factory \"" + factory + "\" is named \"" + name.get() + "\"" + candidates();
        }
        Class<?> sender = connection.sender().orElse(null);
        if (sender == null) {
            return changing.fault(connection, each -> true);
        }
        List<Class<?>> matching = classes.values().stream()
                .filter(type -> matches(sender, connection.includesSubtypes(), type))
                .distinct()
                .toList();
        if (matching.isEmpty()) {
            return (connection.includesSubtypes()
                            ? "no entity of session factory \"" + factory + "\" is a subtype of " + sender.getName()
                            : sender.getName() + " is no entity of session factory \"" + factory + "\"")
                    + candidates();
        }
        String fault = collections.fault(connection, matching);
        return fault != null
                ? fault
                : changing.fault(connection, each -> matching.contains(classes.getOrDefault(each, Object.class)));
    }

    private static Optional<String> name(Connection connection) {
        return connection.part().flatMap(part -> ((ModelPart<?>) part).entityName());
    }

    private String candidates() {
        return "; its entities are " + ChangingAttributes.some(List.copyOf(classes.keySet()));
    }

    @Override
    public Set<Class<?>> typesOf(
            String attribute, @Nullable Class<?> sender, boolean subtypes, @Nullable String entityName) {
        if (entityName != null) {
            return changing.typesOf(attribute, each -> each.equals(fullName(entityName)));
        }
        return changing.typesOf(
                attribute, each -> sender == null || matches(sender, subtypes, classes.getOrDefault(each, Map.class)));
    }

    private static boolean matches(Class<?> sender, boolean subtypes, Class<?> type) {
        return subtypes ? sender.isAssignableFrom(type) : sender == type;
    }
}
