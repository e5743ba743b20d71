package dev.signals.hibernate;

import dev.signals.Connection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/** Finds connections that can never be called in any factory, as far as the sender class and the signal tell. */
final class SenderRules {

    private SenderRules() {}

    /**
     * A connection that somebody can call, as far as is known.
     *
     * @param senders what else is known
     * @throws IllegalArgumentException if nobody can; then it is closed
     */
    static Connection checked(Connection connection, Senders senders) {
        try {
            check(connection);
            senders.check(connection);
        } catch (IllegalArgumentException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static void check(Connection connection) {
        Class<?> sender = connection.sender().orElse(null);
        String fault = sender == null || isNamed(connection) ? null : fault(sender, connection.includesSubtypes());
        if (isNamed(connection) && connection.includesSubtypes()) {
            fault =
                    "a name is that of one entity, without its subtypes; drop includingSubtypes(), or connect for the class";
        }
        if (fault == null && connection.filter().orElse(null) instanceof OnChange && !tellsChanges(connection)) {
            fault = "onChange() has no meaning for it; only pre_save, post_save and changed tell changes";
        }
        if (fault != null) {
            throw new IllegalArgumentException("cannot connect " + connection + ": " + fault);
        }
    }

    /** Then the class is that of the entity, whatever it looks like. */
    private static boolean isNamed(Connection connection) {
        return connection.part().orElse(null) instanceof ModelPart<?> part
                && part.entityName().isPresent();
    }

    private static boolean tellsChanges(Connection connection) {
        return EventSignals.haveChanges(connection.signal());
    }

    private static @Nullable String fault(Class<?> sender, boolean subtypes) {
        if (sender.isPrimitive() || sender.isArray() || sender.isEnum() || sender.isAnnotation() || sender.isRecord()) {
            return "such a type is never an entity class; give the entity class";
        }
        if (sender.isAnnotationPresent(Embeddable.class)) {
            return "it is an @Embeddable and saved with its owner; give the entity class that owns it";
        }
        if (!subtypes && sender.isInterface()) {
            return "it is an interface, and only the very class matches; add includingSubtypes() to hear the entities"
                    + " that implement it";
        }
        if (!subtypes && sender.isAnnotationPresent(MappedSuperclass.class)) {
            return "it is a @MappedSuperclass, and only the very class matches; add includingSubtypes() to hear the"
                    + " entities that extend it";
        }
        return null;
    }
}
