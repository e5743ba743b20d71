package dev.signals.examples.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The events of all entities in the order in which they came, each once: one that comes again is left out. */
final class Inbox implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, String> consumer;
    private final Set<String> ids = new HashSet<>();
    private final List<Event> events = new ArrayList<>();

    private Inbox(Consumer<String, String> consumer) {
        this.consumer = consumer;
    }

    static Inbox of(String broker) {
        Consumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker,
                        ConsumerConfig.GROUP_ID_CONFIG, "inbox",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        // how soon it finds a topic that is new
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG, "500"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(Pattern.compile(Pattern.quote(Event.TOPIC_PREFIX) + ".+"));
        return new Inbox(consumer);
    }

    /** Waits a moment for events, and returns those that are new. */
    List<Event> poll() {
        List<Event> news = new ArrayList<>();
        for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
            Event event = Event.from(message);
            if (ids.add(event.id())) {
                news.add(event);
            }
        }
        events.addAll(news);
        return news;
    }

    List<Event> events() {
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
