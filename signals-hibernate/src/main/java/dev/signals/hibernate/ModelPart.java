package dev.signals.hibernate;

import dev.signals.SenderPart;
import java.util.Objects;
import java.util.Optional;
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

    ModelPart(@Nullable String entityName) {
        this.entityName = entityName;
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
