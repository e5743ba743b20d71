package dev.signals.it.pitfall;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The same work on two empty databases of one kind: once with the library switched off, once with receivers.
 *
 * <p>In the run with receivers a log hears all four signals of all entities too, so that a test has little to connect.
 */
final class Trial {

    /** What a run does, in as many sessions as it likes. */
    interface Work {
        void on(TestFactory factory, EventLog log);
    }

    private final Database database;
    private final Class<?>[] entities;
    private final Map<String, Object> settings = new HashMap<>();
    private Consumer<Session> given = session -> {};
    private BiConsumer<FactorySignals, EventLog> receivers = (signals, log) -> {};
    private boolean hearsAll = true;

    private Trial(Database database, Class<?>... entities) {
        this.database = database;
        this.entities = entities;
    }

    static Trial of(Database database, Class<?>... entities) {
        return new Trial(database, entities);
    }

    Trial set(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** What is in the database before; nobody listens yet, and its statements do not count. */
    Trial given(Consumer<Session> work) {
        given = work;
        return this;
    }

    Trial receivers(Consumer<FactorySignals> connect) {
        return receivers((signals, log) -> connect.accept(signals));
    }

    Trial receivers(BiConsumer<FactorySignals, EventLog> connect) {
        receivers = connect;
        return this;
    }

    /** Only the test's own receivers, as the presence of others changes what is done. */
    Trial withoutLog() {
        hearsAll = false;
        return this;
    }

    /** Does the work in one transaction. */
    Result inTransaction(Consumer<Session> work) {
        return run((factory, log) -> factory.inTransaction(work));
    }

    /** Does the work in one transaction; what it writes to the log stands between the events. */
    Result inTransaction(BiConsumer<Session, EventLog> work) {
        return run((factory, log) -> factory.inTransaction(session -> work.accept(session, log)));
    }

    /** Compares the work with what the application would do by hand if it had no receivers. */
    Result inTransaction(Consumer<Session> work, Consumer<Session> byHand) {
        return run((factory, log) -> factory.inTransaction(work), (factory, log) -> factory.inTransaction(byHand));
    }

    Result run(Work work) {
        return run(work, work);
    }

    /** As {@link #inTransaction(Consumer, Consumer)}, in transactions of the works' own. */
    Result run(Work work, Work byHand) {
        Run without = runOnce(false, byHand);
        Run with = runOnce(true, work);
        if (without.failure() != null) {
            throw without.failure();
        }
        if (with.failure() != null) {
            throw with.failure();
        }
        return new Result(without, with);
    }

    /** Does a work that receivers make fail. */
    Result failing(Work work) {
        Run without = runOnce(false, work);
        Run with = runOnce(true, work);
        if (without.failure() != null) {
            throw without.failure();
        }
        Objects.requireNonNull(with.failure(), "the work with receivers did not fail");
        return new Result(without, with);
    }

    private Run runOnce(boolean withReceivers, Work work) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(SignalSettings.ENABLED, withReceivers);
        try (TestFactory factory = TestFactory.of(database, all, entities)) {
            factory.inTransaction(given);
            factory.statements().clear();
            EventLog log = new EventLog();
            if (withReceivers) {
                log = hearsAll ? EventLog.of(factory.signals()) : log;
                receivers.accept(factory.signals(), log);
            }
            RuntimeException failure = null;
            try {
                work.on(factory, log);
            } catch (RuntimeException e) {
                failure = e;
            }
            List<String> statements =
                    factory.statements().all().stream().map(Trial::inWords).toList();
            return new Run(statements, Rows.of(factory), log.lines(), failure);
        }
    }

    /** The two databases ask a sequence in different words. */
    private static String inWords(String statement) {
        return statement
                .replaceFirst("(?i)^select next value for (\\S+)$", "next $1")
                .replaceFirst("(?i)^select nextval\\('(\\S+)'\\)$", "next $1")
                .toLowerCase(Locale.ROOT);
    }

    /** What one run left behind. */
    record Run(
            List<String> statements,
            List<String> rows,
            List<String> events,
            @Nullable RuntimeException failure) {}
}
