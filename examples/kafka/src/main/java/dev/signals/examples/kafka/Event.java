package dev.signals.examples.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event as another service gets it.
 *
 * @param id what it is recognized by if it comes again
 * @param entity the name of the entity, the end of the topic
 * @param key the identifier of the entity
 * @param type what has happened, as in {@code ArticleCreated}
 */
record Event(
        String id,
        String entity,
        String key,
        String type,
        @Nullable String tenant,
        @Nullable String traceparent,
        String payload) {

    static final String TOPIC_PREFIX = "outbox.event.";

    static Event from(ConsumerRecord<String, String> message) {
        return new Event(
                String.valueOf(header(message, "id")),
                message.topic().substring(TOPIC_PREFIX.length()),
                message.key(),
                String.valueOf(header(message, "eventType")),
                header(message, "tenant"),
                header(message, "traceparent"),
                message.value());
    }

    private static @Nullable String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
