package dev.signals.examples.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.apache.kafka.connect.util.FutureCallback;

/** Kafka Connect with one connector, without its web server. */
final class ConnectWorker implements AutoCloseable {

    private static final String NAME = "outbox";

    private final Herder herder;

    private ConnectWorker(Herder herder) {
        this.herder = herder;
    }

    static ConnectWorker start(Map<String, String> connector, Path offsets, String broker) {
        Map<String, String> settings = Map.of(
                "bootstrap.servers", broker,
                "key.converter", JsonConverter.class.getName(),
                "value.converter", JsonConverter.class.getName(),
                "offset.storage.file.filename", offsets.toString());
        Plugins plugins = new Plugins(settings);
        StandaloneConfig config = new StandaloneConfig(settings);
        ConnectorClientConfigOverridePolicy policy = new NoneConnectorClientConfigOverridePolicy();
        FileOffsetBackingStore store = new FileOffsetBackingStore(
                plugins.newInternalConverter(true, JsonConverter.class.getName(), Map.of("schemas.enable", "false")));
        store.configure(config);
        Worker worker = new Worker("worker", Time.SYSTEM, plugins, config, store, policy);
        StandaloneHerder herder = new StandaloneHerder(worker, config.kafkaClusterId(), policy);
        herder.start();
        herder.ready();
        Map<String, String> named = new HashMap<>(connector);
        named.put("name", NAME);
        FutureCallback<Herder.Created<ConnectorInfo>> created = new FutureCallback<>();
        herder.putConnectorConfig(NAME, named, false, created);
        try {
            created.get();
        } catch (InterruptedException | ExecutionException e) {
            herder.stop();
            throw new IllegalStateException("Kafka Connect does not take the connector", e);
        }
        return new ConnectWorker(herder);
    }

    /** Returns the state of the one task that the connector has. */
    String taskState() {
        return herder.taskStatus(new ConnectorTaskId(NAME, 0)).state();
    }

    @Override
    public void close() {
        herder.stop();
    }
}
