package dev.signals.it.random;

import dev.signals.Connection;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.cfg.JdbcSettings;

/** Performs sequences with the library and, where a program can do the same by hand, without it. */
final class Trial implements AutoCloseable {

    private final TestFactory with;
    private final TestFactory without;

    Trial(Database database) {
        // Some sequences fail on both sides.
        with = TestFactory.of(database, Map.of(JdbcSettings.LOG_JDBC_ERRORS, "false"), Bookshop.entities());
        without = TestFactory.of(
                database,
                Map.of(JdbcSettings.LOG_JDBC_ERRORS, "false", SignalSettings.ENABLED, "false"),
                Bookshop.entities());
    }

    /** What is not as it should be, in words. */
    List<String> differences(Sequence sequence) {
        return differences(sequence, sequence.habits());
    }

    /** As {@link #differences(Sequence)}, but with other receivers than the sequence says. */
    List<String> differences(Sequence sequence, Set<Habit> connected) {
        List<Connection> receivers = new ArrayList<>();
        try (Journal journal = new Journal(with)) {
            connected.forEach(habit -> receivers.addAll(habit.connect(with.signals())));
            return differences(sequence, journal);
        } catch (AssertionError | StackOverflowError e) {
            return List.of(e.toString());
        } finally {
            receivers.forEach(Connection::close);
        }
    }

    private List<String> differences(Sequence sequence, Journal journal) {
        List<String> differences = new ArrayList<>();
        try (Side signals = new Side(with, sequence, new Hand() {});
                Side plain = new Side(without, sequence, new ByHand(sequence.habits()))) {
            List<Work> works = new ArrayList<>();
            Tables beforeSession = signals.tables();
            for (int i = 0; i < sequence.works().size() && differences.isEmpty(); i++) {
                Work work = sequence.works().get(i);
                journal.begin(signals.continues(work));
                if (!signals.continues(work)) {
                    works.clear();
                    beforeSession = signals.tables();
                }
                works.add(work);
                Result result = signals.perform(work);
                differences.addAll(new Laws(sequence, works, beforeSession, result, journal).broken());
                if (sequence.isComparable() && result.vetoed()) {
                    plain.skip();
                } else if (sequence.isComparable()) {
                    differences.addAll(differences(sequence, result, plain.perform(work)));
                }
            }
        }
        return differences;
    }

    private static List<String> differences(Sequence sequence, Result signals, Result plain) {
        List<String> differences = new ArrayList<>();
        List<String> rows = signals.after().natural(sequence.isTimeless());
        List<String> plainRows = plain.after().natural(sequence.isTimeless());
        if (!rows.equals(plainRows)) {
            differences.add("rows " + minus(rows, plainRows) + " instead of " + minus(plainRows, rows));
        }
        if (signals.committed() != plain.committed()
                || (sequence.isTimeless() && !signals.end().equals(plain.end()))) {
            differences.add("ended with " + signals.end() + " instead of " + plain.end());
        }
        if (sequence.isTimeless() && !signals.answers().equals(plain.answers())) {
            differences.add("queries answered " + signals.answers() + " instead of " + plain.answers());
        }
        return differences;
    }

    private static List<String> minus(List<String> rows, List<String> others) {
        List<String> rest = new ArrayList<>(rows);
        others.forEach(rest::remove);
        return rest;
    }

    @Override
    public void close() {
        with.close();
        without.close();
    }
}
