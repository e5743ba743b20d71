package dev.signals.examples.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.HeaderConverter;

/** Makes the records of a connector those of Kafka, with the converters of its configuration, as Kafka Connect does. */
final class RecordConverters {

    private final Map<String, String> connector;
    private final Converter keys;
    private final Converter values;
    private final HeaderConverter headers;

    RecordConverters(Map<String, String> connector) {
        this.connector = connector;
        keys = create("key.converter", Converter.class);
        keys.configure(settings("key.converter", "key"), true);
        values = create("value.converter", Converter.class);
        values.configure(settings("value.converter", "value"), false);
        headers = create("header.converter", HeaderConverter.class);
        headers.configure(settings("header.converter", "header"));
    }

    private <T> T create(String property, Class<T> type) {
        String name = Objects.requireNonNull(connector.get(property), property);
        try {
            return Utils.newInstance(name, type);
        } catch (ClassNotFoundException e) {
            throw new ConfigException(property, name, e.getMessage());
        }
    }

    private Map<String, String> settings(String property, String type) {
        String prefix = property + ".";
        Map<String, String> settings = new HashMap<>(Map.of(ConverterConfig.TYPE_CONFIG, type));
        connector.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
            }
        });
        return settings;
    }

    ProducerRecord<byte[], byte[]> convert(SourceRecord from) {
        String topic = from.topic();
        RecordHeaders to = new RecordHeaders();
        from.headers()
                .forEach(header -> to.add(
                        header.key(), headers.fromConnectHeader(topic, header.key(), header.schema(), header.value())));
        byte[] key = keys.fromConnectData(topic, to, from.keySchema(), from.key());
        byte[] value = values.fromConnectData(topic, to, from.valueSchema(), from.value());
        return new ProducerRecord<>(topic, from.kafkaPartition(), from.timestamp(), key, value, to);
    }
}
