package dev.signals.examples.kafka;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;

/** Debezium inside this process: reads the events that a database commits, and sends them to a broker. */
final class Relay implements AutoCloseable {

    private final RecordConverters converters;
    private final Producer<byte[], byte[]> producer;
    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Relay(Map<String, String> connector, Path offsets, String broker) {
        converters = new RecordConverters(connector);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        engine = DebeziumEngine.create(Connect.class)
                .using(settings(connector, offsets))
                .using(whenStarted())
                .using((DebeziumEngine.CompletionCallback) this::end)
                .notifying(this::send)
                .build();
    }

    /**
     * Starts it, and returns when the database keeps for it whatever is committed from now on.
     *
     * @param connector the configuration of the connector, as Kafka Connect takes it
     * @param offsets the file that says how far it has come; it goes on there
     */
    static Relay start(Map<String, String> connector, Path offsets, String broker) {
        Relay relay = new Relay(connector, offsets, broker);
        Thread thread = new Thread(relay.engine, "relay");
        thread.setDaemon(true);
        thread.start();
        try {
            relay.started.join();
            return relay;
        } catch (CompletionException e) {
            relay.producer.close();
            throw new IllegalStateException("Debezium has not started", e.getCause());
        }
    }

    private static Properties settings(Map<String, String> connector, Path offsets) {
        Properties settings = new Properties();
        settings.putAll(connector);
        settings.putIfAbsent("name", "outbox");
        settings.put("offset.storage", FileOffsetBackingStore.class.getName());
        settings.put("offset.storage.file.filename", offsets.toString());
        settings.put("offset.flush.interval.ms", "1000");
        return settings;
    }

    private DebeziumEngine.ConnectorCallback whenStarted() {
        return new DebeziumEngine.ConnectorCallback() {
            @Override
            public void taskStarted() {
                started.complete(null);
            }
        };
    }

    private void end(boolean success, String message, Throwable error) {
        if (success) {
            ended.complete(null);
        } else {
            IllegalStateException failure = new IllegalStateException(message, error);
            ended.completeExceptionally(failure);
            started.completeExceptionally(failure);
        }
    }

    /** Notes how far it has come only when the broker has the events, so that none is lost. */
    private void send(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ChangeEvent<SourceRecord, SourceRecord> event : events) {
            sent.add(producer.send(converters.convert(event.value())));
        }
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            confirm(each);
        }
        for (ChangeEvent<SourceRecord, SourceRecord> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    private static void confirm(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker has not taken an event", e.getCause());
        }
    }

    /** Completes when it has ended, with the exception if it has failed. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        try (producer) {
            if (!ended.isDone()) {
                engine.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop Debezium", e);
        }
    }
}
