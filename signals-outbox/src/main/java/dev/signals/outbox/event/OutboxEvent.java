package dev.signals.outbox.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a mapper returns that gives more of an event than its payload, see {@link dev.signals.outbox.Outbox#map}. The components are the columns of
 * Debezium's event router; those that are null are filled from the change.
 *
 * @param payload what the event says; null writes an event without payload, which Kafka takes as a deletion of its key
 * @param aggregateType decides the topic; by default the name of the root entity
 * @param aggregateId the key of the message, by which events are kept in order; by default the identifier of the entity
 * @param type what kind of event it is; by default the name of the entity and {@code Created}, {@code Updated} or {@code
 *     Deleted}
 */
public record OutboxEvent(
        @Nullable Object payload,
        @Nullable String aggregateType,
        @Nullable String aggregateId,
        @Nullable String type) {

    /** Creates an event of a payload, with defaults for the rest. */
    public static OutboxEvent of(@Nullable Object payload) {
        return new OutboxEvent(payload, null, null, null);
    }

    /** Returns this event for another topic and key, for instance those of the order that an order line belongs to. */
    public OutboxEvent withAggregate(String type, Object id) {
        return new OutboxEvent(payload, Objects.requireNonNull(type, "type"), id.toString(), this.type);
    }

    /** Returns this event with another type, for instance {@code ArticlePublished}. */
    public OutboxEvent withType(String type) {
        return new OutboxEvent(payload, aggregateType, aggregateId, Objects.requireNonNull(type, "type"));
    }
}
