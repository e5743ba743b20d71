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
 * The part of a sender that a receiver is connected for: the events of one entity name, if it was connected by name, and what the
 * subclasses add.
 *
 * @param <E> the events of the signal
 */
public abstract sealed class ModelPart<E extends TransactionEvent> implements SenderPart<E>
        permits EntityNamePart, CollectionPart, ChangedPart {

    private final @Nullable String entityName;

    /** All known names of the entity. Session factories add those that it has there. */
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    ModelPart(@Nullable String entityName) {
        this.entityName = entityName;
        if (entityName != null) {
            names.add(entityName);
        }
    }

    /** The part that a connection to a signal about entities is for. */
    public static ModelPart<?> of(Connection connection) {
        return connection.part().orElse(null) instanceof ModelPart<?> part ? part : EntityNamePart.ANY;
    }

    /** The entity name that the receiver was connected by; empty if it was connected by class. */
    public final Optional<String> entityName() {
        return Optional.ofNullable(entityName);
    }

    /** Returns this part for one entity name. */
    abstract ModelPart<E> named(String entityName);

    /** Returns whether an event belongs to this part, whatever its entity name. */
    abstract boolean covers(E event);

    /** The property in which it differs from others of its class and entity name; null for the whole. */
    abstract @Nullable Object detail();

    /** Adds names of the same entity, so that {@link #isSame} knows it by them. */
    public final void addNames(Collection<String> others) {
        names.addAll(others);
    }

    /** One entity is one sender, by its class and by each of its names. A part that stands for the whole counts as no part. */
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

    /** The names that follow from the class: the one in Hibernate, and the one in Jakarta Persistence. */
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
        return (entityName == null || isNameOf(event, entityName)) && covers(event);
    }

    /** The name is the one in Hibernate, or the shorter one in Jakarta Persistence. */
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

    /** The end of a sender in messages: the name, and what the subclasses add. */
    @Override
    public String toString() {
        return entityName == null ? "" : " named " + entityName;
    }
}
