package dev.signals.examples.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A Kafka broker inside this process, with free ports and files of its own that are deleted at the end. */
final class Broker implements AutoCloseable {

    /** More than one, so that the order within a topic depends on the keys. */
    private static final String PARTITIONS = "3";

    private final KafkaClusterTestKit kafka;

    private Broker(KafkaClusterTestKit kafka) {
        this.kafka = kafka;
    }

    static Broker start() {
        try {
            KafkaClusterTestKit kafka = new KafkaClusterTestKit.Builder(nodes())
                    .setConfigProp("num.partitions", PARTITIONS)
                    .setConfigProp("offsets.topic.num.partitions", "1")
                    .setConfigProp("offsets.topic.replication.factor", "1")
                    .setConfigProp("group.initial.rebalance.delay.ms", "0")
                    .build();
            formatQuietly(kafka);
            kafka.startup();
            kafka.waitForReadyBrokers();
            return new Broker(kafka);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start the broker", e);
        }
    }

    /** The kit prints what it does. */
    private static void formatQuietly(KafkaClusterTestKit kafka) throws Exception {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            kafka.format();
        } finally {
            System.setOut(out);
        }
    }

    private static TestKitNodes nodes() {
        return new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the broker", e);
        }
    }
}
