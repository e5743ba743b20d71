package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.session.UnchangedEntities;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;

/** Makes the {@link DirtyCheck}s of the sessions of one factory. It knows the entity types that they have come to. */
public final class DirtyChecks {

    private final Map<EntityPersister, ComparedType> types = new ConcurrentHashMap<>();

    /** Makes a check of the entities of a session at this moment. */
    DirtyCheck of(EventSource session) {
        return new DirtyCheck(session, this, null);
    }

    /**
     * Makes a check of the entities of a session at this moment.
     *
     * @param unchanged takes the entities that Hibernate too would find unchanged
     */
    DirtyCheck of(EventSource session, UnchangedEntities unchanged) {
        return new DirtyCheck(session, this, unchanged);
    }

    ComparedType type(EntityPersister persister, EventSource session) {
        ComparedType type = types.get(persister);
        return type != null ? type : types.computeIfAbsent(persister, key -> new ComparedType(key, session));
    }
}
