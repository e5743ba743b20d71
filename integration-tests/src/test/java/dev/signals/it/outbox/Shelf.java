package dev.signals.it.outbox;

import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A session factory with books, whose outbox tries again quickly. */
final class Shelf implements AutoCloseable {

    private final TestFactory factory;

    /** What receivers have got, in the order of their calls. */
    private final List<String> log = new CopyOnWriteArrayList<>();

    Shelf(Database database) {
        this(database, Map.of());
    }

    Shelf(Database database, Map<String, ?> more) {
        this(database.create(), more);
    }

    Shelf(TestDatabase database, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                OutboxSettings.TABLES, "true",
                OutboxSettings.POLL, "100ms",
                OutboxSettings.BACKOFF, "1ms",
                OutboxSettings.ATTEMPTS, "3",
                OutboxSettings.SHUTDOWN, "5s"));
        settings.putAll(more);
        factory = TestFactory.of(database, settings, Book.class, Author.class);
    }

    TestFactory factory() {
        return factory;
    }

    Outbox outbox() {
        return Outbox.of(factory.sessionFactory());
    }

    List<String> log() {
        return log;
    }

    void add(String line) {
        log.add(line);
    }

    /** Waits until no call is pending. */
    void awaitEmpty() {
        await().until(() -> outbox().pending().isEmpty());
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        factory.close();
    }
}
