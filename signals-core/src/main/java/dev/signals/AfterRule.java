package dev.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rule for {@link Options#after}. It refuses a connection with which the options contradict each other. */
final class AfterRule {

    private AfterRule() {}

    /**
     * Checks a new connection.
     *
     * @param present the connections with which it would share a list of receivers
     * @throws IllegalArgumentException if they wait for each other, or if what one waits for comes later
     */
    static void check(Connection candidate, Connection... present) {
        // The signal that this one is a part of may still list weak receivers that have been collected.
        Connection[] alive = Arrays.stream(present).filter(Connection::isAlive).toArray(Connection[]::new);
        checkAlive(candidate, alive);
    }

    private static void checkAlive(Connection candidate, Connection... present) {
        boolean concerned = !candidate.after().isEmpty()
                || (candidate.uid().isPresent() && Arrays.stream(present).anyMatch(each -> each.waitsFor(candidate)));
        if (concerned) {
            Connection[] all =
                    Stream.concat(Arrays.stream(present), Stream.of(candidate)).toArray(Connection[]::new);
            String fault = fault(candidate, present, all);
            if (fault != null) {
                throw new IllegalArgumentException("cannot connect " + candidate + ": " + fault);
            }
        }
    }

    private static @Nullable String fault(Connection candidate, Connection[] present, Connection[] all) {
        List<Connection> circle = path(candidate, candidate, all, new ArrayList<>());
        if (circle != null) {
            return "receivers would wait for each other: "
                    + Stream.concat(circle.stream(), Stream.of(candidate))
                            .map(AfterRule::name)
                            .collect(Collectors.joining(" after "))
                    + "; drop one of these options";
        }
        List<String> faults = faults(all);
        faults.removeAll(faults(present)); // a signal and its part may have some that could not be refused
        return faults.isEmpty() ? null : faults.get(0);
    }

    /** Returns each reason why a connection cannot be called after another that it names. */
    private static List<String> faults(Connection... all) {
        List<String> faults = new ArrayList<>();
        Map<Connection, Connection> latest = new HashMap<>();
        for (Connection connection : CallingOrder.of(all, circular -> {})) {
            Connection last = connection;
            for (Connection before : CallingOrder.before(connection, all)) {
                Connection lastBefore = latest.getOrDefault(before, before);
                last = lastBefore.order() > last.order() ? lastBefore : last;
                addFault(connection, before, lastBefore, faults);
            }
            latest.put(connection, last);
        }
        return faults;
    }

    /**
     * Adds why a connection cannot be called after another.
     *
     * @param lastBefore the other, or the connection of the highest order that the other waits for
     */
    private static void addFault(Connection connection, Connection before, Connection lastBefore, List<String> faults) {
        String what = (connection.uid().isPresent() ? name(connection) : connection) + " is to be called after "
                + name(before) + ", ";
        if (before.isStartedLast() && !connection.isStartedLast()) {
            faults.add(what + "but asynchronous receivers follow the plain ones; drop after(...)");
        } else if (connection.hasOrder() && connection.order() < lastBefore.order()) {
            faults.add(what + "but has order " + connection.order() + ", which is lower than order "
                    + lastBefore.order() + " of " + name(lastBefore) + "; drop order(...), or after(...)");
        }
    }

    /** Returns the connections on a way from one to another along {@code after}; null if there is none. */
    private static @Nullable List<Connection> path(
            Connection from, Connection to, Connection[] all, List<Connection> tried) {
        tried.add(from);
        for (Connection before : CallingOrder.before(from, all)) {
            if (before == to) {
                return List.of(from);
            }
            List<Connection> rest = tried.contains(before) ? null : path(before, to, all, tried);
            if (rest != null) {
                return Stream.concat(Stream.of(from), rest.stream()).toList();
            }
        }
        return null;
    }

    private static String name(Connection connection) {
        return "\"" + connection.uid().orElse("") + "\"";
    }
}
