package dev.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The order in which connections are called: by order and as they were connected, except that a connection with {@link
 * Options#after} waits for the connections that it names. It is applied when receivers are connected, never when an event
 * is sent.
 */
final class CallingOrder {

    /** By order, and then as they were connected. */
    static final Comparator<Connection> WITHOUT_AFTER =
            Comparator.comparingInt(Connection::order).thenComparingLong(Connection::sequence);

    private CallingOrder() {}

    /**
     * Returns the connections in calling order. Those that wait are called as soon as they may be, the first of them
     * first.
     *
     * @param sorted the connections in the order {@link #WITHOUT_AFTER}
     * @param circular gets a connection whose wait would never end, and which therefore does not wait
     */
    static Connection[] of(Connection[] sorted, Consumer<Connection> circular) {
        if (Arrays.stream(sorted).allMatch(connection -> connection.after().isEmpty())) {
            return sorted;
        }
        List<Connection> notWaiting = new ArrayList<>();
        while (true) {
            Map<Connection, List<Connection>> open = new HashMap<>();
            for (Connection connection : sorted) {
                open.put(connection, notWaiting.contains(connection) ? List.of() : before(connection, sorted));
            }
            List<Connection> order = new ArrayList<>(sorted.length);
            List<Connection> waiting = new ArrayList<>();
            for (Connection connection : sorted) {
                waiting.add(connection);
                release(waiting, open, order);
            }
            if (waiting.isEmpty()) {
                return order.toArray(Connection[]::new);
            }
            Connection inCircle = inCircle(waiting.get(0), open);
            notWaiting.add(inCircle);
            circular.accept(inCircle);
        }
    }

    /** Returns a connection that waits for itself. */
    private static Connection inCircle(Connection first, Map<Connection, List<Connection>> open) {
        List<Connection> seen = new ArrayList<>();
        Connection connection = first;
        while (!seen.contains(connection)) {
            seen.add(connection);
            connection = open.getOrDefault(connection, List.of()).stream()
                    .filter(open::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        return connection;
    }

    /** Moves the connections that need not wait any longer to the end of the order. */
    private static void release(
            List<Connection> waiting, Map<Connection, List<Connection>> open, List<Connection> order) {
        Iterator<Connection> each = waiting.iterator();
        while (each.hasNext()) {
            Connection connection = each.next();
            if (open.getOrDefault(connection, List.of()).stream().noneMatch(open::containsKey)) {
                order.add(connection);
                open.remove(connection);
                each.remove();
                each = waiting.iterator(); // one that waited for it may be before it
            }
        }
    }

    /** Returns the connections that a connection has to wait for. */
    static List<Connection> before(Connection connection, Connection... all) {
        return connection.after().isEmpty()
                ? List.of()
                : Arrays.stream(all).filter(connection::waitsFor).toList();
    }

    /** Returns a comparator for the places of connections in an array. Others follow. */
    static Comparator<Connection> placesIn(Connection... order) {
        Map<Connection, Integer> places = new HashMap<>();
        for (Connection connection : order) {
            places.put(connection, places.size());
        }
        return Comparator.<Connection>comparingInt(connection -> places.getOrDefault(connection, order.length))
                .thenComparing(WITHOUT_AFTER);
    }
}
