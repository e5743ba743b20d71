package dev.signals.outbox.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.persister.entity.EntityPersister;

/** The identifiers of the entities of one session factory as text. */
public final class IdTexts {

    private final Map<String, ValueText> entities = new ConcurrentHashMap<>();

    /**
     * Returns an identifier as text: as Hibernate writes the value, or if it has several parts, as JSON.
     *
     * @throws IllegalStateException if it has a part that has no text
     */
    public String of(EntityPersister persister, Object id) {
        Object json = entities.computeIfAbsent(persister.getEntityName(), name -> text(persister))
                .toJson(id);
        return json instanceof String text ? text : new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static ValueText text(EntityPersister persister) {
        try {
            return new ValueTexts(persister.getFactory()).ofId(persister);
        } catch (Unreadable e) {
            throw new IllegalStateException(
                    "the identifier of " + persister.getEntityName() + " " + e.getMessage()
                            + ", so it is no key of events; let the mapper return OutboxEvent.of(payload).withAggregate(type, key)",
                    e);
        }
    }
}
