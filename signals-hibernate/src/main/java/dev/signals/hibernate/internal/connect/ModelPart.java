package dev.signals.hibernate.internal.connect;

import dev.signals.Connection;
import dev.signals.SenderPart;
import dev.signals.hibernate.event.TransactionEvent;
import jakarta.persistence.Entity;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The part of a sender that a receiver is connected for: the entity name, if it was connected by name, and the
 * properties that the subclasses add.
 *
 * @param <E> the events of the signal
 */
public abstract sealed class ModelPart<E extends TransactionEvent> implements SenderPart<E>
        permits EntityNamePart, CollectionPart, ChangedPart {

    private final @Nullable String entityName;

    /** All known names of the entity. Each session factory adds the names that it knows. */
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    ModelPart(@Nullable String entityName) {
        this.entityName = entityName;
        if (entityName != null) {
            names.add(entityName);
        }
    }

    /** Returns the part of a connection to a signal about entities. */
    public static ModelPart<?> of(Connection connection) {
        return connection.part().orElse(null) instanceof ModelPart<?> part ? part : EntityNamePart.ANY;
    }

    /** Returns the entity name that the receiver was connected by; empty if it was connected by class. */
    public final Optional<String> entityName() {
        return Optional.ofNullable(entityName);
    }

    /** Returns this part for one entity name. */
    abstract ModelPart<E> named(String entityName);

    /** Returns whether an event belongs to this part, without regard to its entity name. */
    abstract boolean matches(E event);

    /** Returns the property in which it differs from other parts of its class and entity name; null for the whole. */
    abstract @Nullable Object detail();

    /** Adds names of the same entity, which {@link #isSame} then compares. */
    public final void addNames(Collection<String> others) {
        names.addAll(others);
    }

    /**
     * Compares senders by class and by name: both identify one entity. A part that stands for the whole sender counts
     * as no part.
     */
    @Override
    public final boolean isSame(
            @Nullable Class<?> sender, @Nullable Class<?> otherSender, @Nullable SenderPart<?> otherPart) {
        ModelPart<?> other = (ModelPart<?>) otherPart;
        if (other == null
                ? detail() != null
                : other.getClass() != getClass() || !Objects.equals(detail(), other.detail())) {
            return false;
        }
        if (entityName == null && (other == null || other.entityName == null)) {
            return sender == otherSender;
        }
        return !Collections.disjoint(names(sender, this), names(otherSender, other));
    }

    private static Collection<String> names(@Nullable Class<?> sender, @Nullable ModelPart<?> part) {
        if (part != null && part.entityName != null) {
            return part.names;
        }
        return sender == null ? List.of() : namesOf(sender);
    }

    /** Returns the names that follow from the class: the name in Hibernate, and the name in Jakarta Persistence. */
    private static List<String> namesOf(Class<?> type) {
        Entity entity = type.getDeclaredAnnotation(Entity.class);
        String full = type.getName();
        if (entity == null) {
            return List.of(full);
        }
        return List.of(full, entity.name().isEmpty() ? full.substring(full.lastIndexOf('.') + 1) : entity.name());
    }

    @Override
    public final boolean includes(E event) {
        return (entityName == null || isNameOf(event, entityName)) && matches(event);
    }

    /** Returns whether this is the name of the event's entity, in Hibernate or in Jakarta Persistence. */
    private static boolean isNameOf(TransactionEvent event, String name) {
        return name.equals(event.entityName())
                || event.entityName()
                        .equals(event.sessionFactory()
                                .unwrap(SessionFactoryImplementor.class)
                                .getMappingMetamodel()
                                .getImportedName(name));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ModelPart<?> part
                && part.getClass() == getClass()
                && Objects.equals(part.entityName, entityName)
                && Objects.equals(part.detail(), detail());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(entityName, detail());
    }

    /** Returns the end of a sender in messages: the name, to which subclasses add their property. */
    @Override
    public String toString() {
        return entityName == null ? "" : " named " + entityName;
    }
}
