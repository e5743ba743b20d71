package dev.signals.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules for {@code after} among the methods of one class, in the words of the check at run time. Methods of several classes are
 * not compared, because nobody may register them together.
 */
final class AfterRules {

    private final TypeNames names;
    private final Map<String, List<Connection>> lists = new HashMap<>();

    AfterRules(TypeNames names) {
        this.names = names;
    }

    /**
     * Adds a connection, in the order in which they are made.
     *
     * @return the message if it is refused together with those before it
     */
    Optional<String> add(Connection connection) {
        List<List<Connection>> shared = connection.lists(names).stream()
                .map(list -> lists.computeIfAbsent(list, key -> new ArrayList<>()))
                .toList();
        Optional<String> fault = shared.stream()
                .map(present -> fault(connection, present))
                .filter(Objects::nonNull)
                .findFirst();
        if (fault.isEmpty()) {
            shared.forEach(present -> present.add(connection));
        }
        return fault.map(found -> "cannot connect " + connection.description(names) + ": " + found);
    }

    private @Nullable String fault(Connection candidate, List<Connection> present) {
        List<Connection> all =
                Stream.concat(present.stream(), Stream.of(candidate)).toList();
        List<Connection> circle = path(candidate, candidate, all, new ArrayList<>());
        if (circle != null) {
            return "receivers would wait for each other: "
                    + Stream.concat(circle.stream(), Stream.of(candidate))
                            .map(AfterRules::name)
                            .collect(Collectors.joining(" after "))
                    + "; drop one of these options";
        }
        return all.stream()
                .flatMap(waiting -> before(waiting, all).stream()
                        .filter(first -> waiting == candidate || reaches(first, candidate, all))
                        .map(first -> fault(waiting, first, all)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns why a receiver cannot be called after another; null if it can. */
    private @Nullable String fault(Connection waiting, Connection first, List<Connection> all) {
        String what = (waiting.uid().isEmpty() ? waiting.description(names) : name(waiting)) + " is to be called after "
                + name(first) + ", ";
        Connection last = last(first, all);
        return waiting.order() != 0 && waiting.order() < last.order()
                ? what + "but has order " + waiting.order() + ", which is lower than order " + last.order() + " of "
                        + name(last) + "; drop order(...), or after(...)"
                : null;
    }

    private static boolean reaches(Connection from, Connection to, List<Connection> all) {
        return from == to || path(from, to, all, new ArrayList<>()) != null;
    }

    /** Returns the receiver of the highest order among one and those that it waits for. */
    private static Connection last(Connection connection, List<Connection> all) {
        Connection last = connection;
        for (Connection before : before(connection, all)) {
            Connection lastBefore = last(before, all);
            last = lastBefore.order() > last.order() ? lastBefore : last;
        }
        return last;
    }

    private static List<Connection> before(Connection connection, List<Connection> all) {
        return all.stream()
                .filter(other -> !other.uid().isEmpty() && connection.after().contains(other.uid()))
                .toList();
    }

    /** Returns the connections on a way from one to another along {@code after}; null if there is none. */
    private static @Nullable List<Connection> path(
            Connection from, Connection to, List<Connection> all, List<Connection> tried) {
        tried.add(from);
        for (Connection before : before(from, all)) {
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
        return "\"" + connection.uid() + "\"";
    }
}
