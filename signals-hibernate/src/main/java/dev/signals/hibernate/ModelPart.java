package dev.signals.hibernate;

import dev.signals.SenderPart;
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
 * Which events of a sender a receiver is connected for, as {@link dev.signals.Connection#part} shows it: those of one entity
 * name, if it was connected by name, and what the subclasses say.
 *
 * @param <E> the events of the signal
 */
public abstract sealed class ModelPart<E extends ModelEvent<?>> implements SenderPart<E>
        permits EntityNamePart, CollectionPart, ChangedPart {

    private final @Nullable String entityName;

    /** All names that the entity is known by; those that it has in a session factory come when one is built. */
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    ModelPart(@Nullable String entityName) {
        this.entityName = entityName;
        if (entityName != null) {
            names.add(entityName);
        }
    }

    /** The entity name it was connected by; empty if by class. */
    public final Optional<String> entityName() {
        return Optional.ofNullable(entityName);
    }

    /** The same for one entity name. */
    abstract ModelPart<E> named(String entityName);

    /** Whether an event belongs to it, whatever the name. */
    abstract boolean covers(E event);

    /** What tells it from others with the same name; null for the whole. */
    abstract @Nullable Object detail();

    /** Remembers further names of the entity, so that {@link #isSame} knows it by them. */
    public final void addNames(Collection<String> others) {
        names.addAll(others);
    }

    /** One entity is one sender, by its class and by each of its names; a part that is the whole is none. */
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

    /** The names that the class itself tells: that of Hibernate, and that of Jakarta Persistence. */
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

    /** The name in Hibernate, or the shorter one of Jakarta Persistence. */
    private static boolean isNameOf(ModelEvent<?> event, String name) {
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
