package dev.signals.examples.kafka;

import dev.signals.examples.blog.AddressFile;
import dev.signals.examples.blog.Blog;
import dev.signals.examples.blog.BlogDatabase;
import dev.signals.examples.blog.Loader;
import dev.signals.examples.blog.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.hibernate.SessionFactory;

/** Fills the blog, follows its events to Kafka, and compares what has come with the rows. */
public final class KafkaApplication {

    private static final int AGREED = 0;
    private static final int DIFFERENT = 1;

    private static final Duration MOST = Duration.ofMinutes(1);

    private KafkaApplication() {}

    /** Runs the example; it ends with 1 if Kafka has not what the database has. */
    public static void main(String[] arguments) {
        System.exit(run(System.out));
    }

    static int run(PrintStream out) {
        long started = System.nanoTime();
        Progress progress = Progress.on(out);
        progress.say("Starting PostgreSQL and Kafka ...");
        try (DatabaseServer server = DatabaseServer.start();
                Broker broker = Broker.start();
                BlogDatabase database = BlogDatabase.open(server.url(), progress);
                Blog blog = Blog.open(database, Clock.systemUTC())) {
            server.createEventTable(BlogDatabase.SCHEMA);
            BlogEvents.ALL.forEach(published -> published.publish(blog.sessionFactory()));
            progress.say("Starting Debezium ...");
            try (Relay relay = relay(server, broker);
                    Inbox inbox = Inbox.of(broker.bootstrapServers())) {
                new Loader(blog, progress).load(AddressFile.read());
                new Editor(blog.sessionFactory(), progress).edit();
                progress.say("Reading what has come ...");
                boolean agreed = compare(blog.sessionFactory(), relay, inbox, out);
                out.printf(Locale.ROOT, "%nDone in %.1f s%n", (System.nanoTime() - started) / 1e9);
                return agreed ? AGREED : DIFFERENT;
            }
        }
    }

    private static Relay relay(DatabaseServer server, Broker broker) {
        Map<String, String> connector = ConnectorFile.outbox();
        connector.putAll(server.connectorSettings(BlogDatabase.SCHEMA + "." + DatabaseServer.EVENTS));
        return Relay.start(connector, temporaryFile(), broker.bootstrapServers());
    }

    private static Path temporaryFile() {
        try {
            Path file = Files.createTempFile("offsets", null);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary file", e);
        }
    }

    private static boolean compare(SessionFactory factory, Relay relay, Inbox inbox, PrintStream out) {
        Replica replica = new Replica();
        Comparison comparison = Comparison.of(factory, replica);
        Instant latest = Instant.now().plus(MOST);
        while (!comparison.agrees() && !relay.ended().isDone() && Instant.now().isBefore(latest)) {
            inbox.poll().forEach(replica::apply);
        }
        comparison.print(out);
        return comparison.agrees();
    }
}
