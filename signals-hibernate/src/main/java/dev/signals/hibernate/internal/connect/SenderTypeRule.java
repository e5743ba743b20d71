package dev.signals.hibernate.internal.connect;

import dev.signals.Condition;
import dev.signals.Connection;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import jakarta.persistence.Embeddable;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the process-wide signals. It refuses a connection that can never be called in any session factory, as far
 * as the sender class shows. The entities themselves are checked when a session factory is built.
 */
public enum SenderTypeRule implements EntityRule {
    INSTANCE;

    @Override
    public void check(Connection connection) {
        String fault = fault(connection);
        if (fault != null) {
            throw new IllegalArgumentException("cannot connect " + connection + ": " + fault);
        }
    }

    @Override
    public @Nullable NamedEntity find(String entityName) {
        return null;
    }

    private static @Nullable String fault(Connection connection) {
        String ofObject = EntityRule.faultOfObject(connection);
        if (ofObject != null) {
            return ofObject;
        }
        String ofOptions = connection.delivery().orElse(null) instanceof DurableDelivery durable
                ? durable.fault(connection)
                : null;
        ofOptions = ofOptions == null ? faultOfConditions(connection) : ofOptions;
        if (ofOptions != null) {
            return ofOptions;
        }
        if (ModelPart.of(connection).entityName().isPresent()) {
            // The class belongs to the entity, whatever it looks like.
            return connection.includesSubtypes()
                    ? "a name stands for one entity, without its subtypes; drop includingSubtypes(), or connect for the class"
                    : null;
        }
        Class<?> sender = connection.sender().orElse(null);
        return sender == null ? null : fault(sender, connection.includesSubtypes());
    }

    /** Returns which condition keeps out the events that another option asks for; null if none does. */
    private static @Nullable String faultOfConditions(Connection connection) {
        if (!(connection.part().orElse(null) instanceof ChangedPart part)) {
            return null;
        }
        for (Condition<?> condition : connection.conditions()) {
            for (Including events : Including.values()) {
                if (part.includes(events) && condition.excludes(events)) {
                    return condition + " and " + events + " exclude each other; drop one of them";
                }
            }
        }
        return null;
    }

    private static @Nullable String fault(Class<?> sender, boolean subtypes) {
        if (sender.isPrimitive() || sender.isArray() || sender.isEnum() || sender.isAnnotation() || sender.isRecord()) {
            return "such a type is never an entity class; give the entity class";
        }
        if (sender.isAnnotationPresent(Embeddable.class)) {
            return "it is an @Embeddable and saved with its owner; give the entity class that owns it";
        }
        if (!subtypes && sender.isInterface()) {
            return "it is an interface, and only exactly this class matches; add includingSubtypes() to receive events of"
                    + " the entities that implement it";
        }
        if (!subtypes && sender.isAnnotationPresent(MappedSuperclass.class)) {
            return "it is a @MappedSuperclass, and only exactly this class matches; add includingSubtypes() to receive"
                    + " events of the entities that extend it";
        }
        return null;
    }
}
