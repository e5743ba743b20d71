package dev.signals.it.collection.random;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.collection.random.Side.Result;
import dev.signals.it.collection.random.Store.Box;
import dev.signals.it.collection.random.Store.Fan;
import dev.signals.it.collection.random.Store.Tag;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.hibernate.cfg.JdbcSettings;

/** Performs sequences with the library and without it. */
final class Trial implements AutoCloseable {

    private final TestFactory with;
    private final TestFactory without;

    Trial(Database database) {
        // Some sequences fail on both sides.
        with = TestFactory.of(database, Map.of(JdbcSettings.LOG_JDBC_ERRORS, "false"), Store.entities());
        without = TestFactory.of(
                database,
                Map.of(JdbcSettings.LOG_JDBC_ERRORS, "false", SignalSettings.ENABLED, "false"),
                Store.entities());
        List.of(with, without)
                .forEach(factory -> factory.inTransaction(session -> {
                    for (int i = 0; i < Desk.TAGS; i++) {
                        session.persist(new Tag("t" + i));
                    }
                    for (int i = 0; i < Desk.FANS; i++) {
                        session.persist(new Fan("f" + i));
                    }
                }));
    }

    /** What is not as it should be, in words. */
    List<String> differences(Sequence sequence) {
        return differences(sequence, action -> false);
    }

    /** As {@link #differences(Sequence)}, but without the events of some actions. */
    List<String> differences(Sequence sequence, Predicate<String> lost) {
        Ledger ledger = new Ledger(sequence, lost);
        List<Connection> receivers = connect(sequence, ledger);
        List<Result> results;
        try {
            with.statements().clear();
            results = Side.perform(with, sequence, ledger);
        } finally {
            receivers.forEach(Connection::close);
        }
        List<String> differences = new ArrayList<>(ledger.broken());
        if (sequence.isSilent()) {
            without.statements().clear();
            differences.addAll(differences(results, Side.perform(without, sequence, null)));
        }
        return differences;
    }

    private List<Connection> connect(Sequence sequence, Ledger ledger) {
        List<Connection> receivers = new ArrayList<>();
        receivers.add(
                sequence.keys()
                        ? with.signals().m2mChanged().connect(Box.class, ledger::m2mChanged, ModelSignals.loadingKeys())
                        : with.signals().m2mChanged().connect(Box.class, ledger::m2mChanged));
        receivers.add(with.signals().collectionChanged().connect(Box.class, ledger::collectionChanged));
        AtomicBoolean done = new AtomicBoolean();
        receivers.add(with.signals().m2mChanged().connect(Box.class, event -> act(sequence, event, done)));
        return receivers;
    }

    private static void act(Sequence sequence, M2mChanged<Box> event, AtomicBoolean done) {
        if (!event.action().isPre() || sequence.habit() == Sequence.Habit.NOTHING || done.getAndSet(true)) {
            return;
        }
        Content bag = new Content(event.instance(), event.action() == M2mAction.PRE_ADD ? Role.BAG : Role.TAGS);
        if (sequence.habit() == Sequence.Habit.REMOVE) {
            bag.removeAny(0);
        } else {
            bag.add(event.session().getReference(Tag.class, "t0"), 0);
        }
    }

    private static List<String> differences(List<Result> results, List<Result> plain) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(results.size(), plain.size()); i++) {
            Result result = results.get(i);
            Result expected = plain.get(i);
            if (!result.end().equals(expected.end())) {
                differences.add("ended with " + result.end() + " instead of " + expected.end());
            }
            if (!result.statements().equals(expected.statements())) {
                differences.add("statements\n" + result.statements() + " instead of\n" + expected.statements());
            }
            if (!result.answers().equals(expected.answers())) {
                differences.add("answers " + result.answers() + " instead of " + expected.answers());
            }
            if (result.rows().size() != expected.rows().size()) {
                differences.add("rows " + result.rows() + " instead of " + expected.rows());
            }
        }
        return differences;
    }

    @Override
    public void close() {
        with.close();
        without.close();
    }
}
