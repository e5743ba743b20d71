package dev.signals.hibernate.internal.connect;

import dev.signals.ConnectionRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule for connections that also finds entities by name. */
public interface EntityRule extends ConnectionRule {

    /** Returns the entity with a name, in Hibernate or in Jakarta Persistence; null if it is not known here. */
    @Nullable
    NamedEntity find(String entityName);

    /**
     * An entity that was found by a name.
     *
     * @param type the class that its events are sent with
     * @param names its names: first the one in Hibernate, then the one in Jakarta Persistence
     * @param isAlone true if no other entity has this class, so that the class identifies the entity
     */
    record NamedEntity(Class<?> type, List<String> names, boolean isAlone) {}
}
